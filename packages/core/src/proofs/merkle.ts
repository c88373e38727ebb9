import type { Sha3 } from './sha3.js';

export type Side = 'left' | 'right';

/** One step from a leaf to the root: on which side the sibling stands, and its bytes. */
export interface PathStep {
  readonly side: Side;
  readonly sibling: Uint8Array;
}

/** What a step must look like: the side of the sibling, and whether that is a leaf itself or a hash. */
export interface StepShape {
  readonly side: Side;
  readonly isLeaf: boolean;
}

/**
 * The levels of a tree, leaves first, root last: a parent is H(left || right), and an odd last node moves up unchanged. Leaves are
 * not hashed. At least one leaf.
 */
export const merkleLevels = (sha3: Sha3, leaves: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] => {
  const levels: (readonly Uint8Array[])[] = [leaves];
  for (let below = leaves; below.length > 1; ) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < below.length; i += 2) {
      const [left, right] = [below[i], below[i + 1]];
      if (left !== undefined) above.push(right === undefined ? left : sha3([left, right]));
    }
    levels.push(above);
    below = above;
  }
  return levels;
};

/**
 * The shape of the path of leaf `index` of `count`, one entry per step that hashes. It follows from the two numbers alone, so the
 * path of another leaf has another shape, and an inner node cannot be passed off as a leaf.
 */
export const pathShape = (index: number, count: number): readonly StepShape[] => {
  const shape: StepShape[] = [];
  let at = index;
  for (let span = 1; span < count; span *= 2) {
    const next = (at + 1) * span; // the first leaf to the right of this node
    if (at % 2 === 1) shape.push({ side: 'left', isLeaf: span === 1 });
    else if (next < count) shape.push({ side: 'right', isLeaf: span === 1 || next === count - 1 });
    at = Math.floor(at / 2);
  }
  return shape;
};

/** The siblings of leaf `index`, leaf to root, out of the levels of its tree. Throws RangeError where there is no such leaf. */
export const merklePath = (levels: readonly (readonly Uint8Array[])[], index: number): readonly PathStep[] => {
  if (levels[0]?.[index] === undefined) throw new RangeError(`merklePath: expected the index of a leaf, got ${index}`);
  const path: PathStep[] = [];
  let at = index;
  for (const level of levels.slice(0, -1)) {
    const [side, sibling] = at % 2 === 1 ? (['left', level[at - 1]] as const) : (['right', level[at + 1]] as const);
    if (sibling !== undefined) path.push({ side, sibling });
    at = Math.floor(at / 2);
  }
  return path;
};

/** The root that a leaf and a path lead to. */
export const rootOfPath = (sha3: Sha3, leaf: Uint8Array, path: readonly PathStep[]): Uint8Array =>
  path.reduce((node, { side, sibling }) => sha3(side === 'left' ? [sibling, node] : [node, sibling]), leaf);
