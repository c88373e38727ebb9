import { toHex } from '../../../hash/bytes.js';
import { pureSha3 } from '../../../proofs/sha3.js';
import { isRaised, type Outcome, raise } from './outcome.js';
import { pythonFromHex } from './python-text.js';

const siblingOf = (step: object, side: 'left' | 'right'): Uint8Array | undefined => {
  const hex = Object.hasOwn(step, side) ? (step as Readonly<Record<string, unknown>>)[side] : undefined;
  return typeof hex === 'string' ? pythonFromHex(hex) : undefined;
};

/** One step: the left sibling, and whatever goes wrong with that, the right one. */
const step = (node: Uint8Array, u: unknown): Outcome<Uint8Array> => {
  if (typeof u !== 'object' || u === null || Array.isArray(u)) return raise('TypeError');
  const left = siblingOf(u, 'left');
  if (left !== undefined) return pureSha3([left, node]);
  if (!Object.hasOwn(u, 'right')) return raise('KeyError');
  const right = siblingOf(u, 'right');
  return right === undefined ? raise('ValueError') : pureSha3([node, right]);
};

/**
 * validate_merkle_proof of FileTAO (storage/shared/merkle.py @ def46f8): no index, no count, no depth, sides as the miner says; an
 * empty proof is right when the leaf is the root.
 */
export const validateMerkleProof = (proof: readonly unknown[], target: string, root: string): Outcome<boolean> => {
  const wanted = pythonFromHex(root);
  const leaf = pythonFromHex(target);
  if (wanted === undefined || leaf === undefined) return raise('ValueError');
  let node = leaf;
  for (const u of proof) {
    const next = step(node, u);
    if (isRaised(next)) return next;
    node = next;
  }
  return toHex(node) === toHex(wanted);
};
