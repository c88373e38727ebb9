import { hash } from 'node:crypto';

/** A SHA-256 digest as 32 code units 0..255: compared as text it is compared as bytes, and costs no object. */
export type Digest = string;

/** SHA-256 of bytes. */
export const digestOf = (bytes: Uint8Array): Digest => hash('sha256', bytes, 'binary');

/** Lower-case hex of a digest. */
export const digestHex = (digest: Digest): string => Buffer.from(digest, 'latin1').toString('hex');

const DIGEST_BYTES = 32;
const ROOT = 'rows/1';
const NODE = 'rows-node/1';
/** Children of a node of the tree: 16 make it flat, so that a root costs one hash more for every 15 rows and not for each. */
export const ROWS_ARITY = 16;

const prefix = (tag: string, room: number): Buffer => {
  const buffer = Buffer.alloc(1 + tag.length + room);
  buffer[0] = tag.length;
  buffer.write(tag, 1, 'latin1');
  return buffer;
};

/** Nodes above a level: each is H("rows-node/1", children) of the next 16, of fewer at the end. */
const levelAbove = (level: readonly Digest[]): readonly Digest[] => {
  const start = 1 + NODE.length;
  const node = prefix(NODE, ROWS_ARITY * DIGEST_BYTES);
  const above: Digest[] = [];
  for (let from = 0; from < level.length; from += ROWS_ARITY) {
    const to = Math.min(level.length, from + ROWS_ARITY);
    for (let i = from; i < to; i += 1) node.write(level[i] ?? '', start + (i - from) * DIGEST_BYTES, 'latin1');
    above.push(digestOf(node.subarray(0, start + (to - from) * DIGEST_BYTES)));
  }
  return above;
};

/** The levels of the Merkle tree over row hashes in canonical order, leaves first; the last has at most one digest. */
export const rowsLevels = (ordered: readonly Digest[]): readonly (readonly Digest[])[] => {
  const levels = [ordered];
  for (let level: readonly Digest[] = ordered; level.length > 1; levels.push(level)) level = levelAbove(level);
  return levels;
};

/** Root over row hashes in canonical order: H("rows/1", u64 rows, top of the tree), with 32 zero bytes above no rows. */
export const rowsRoot = (ordered: readonly Digest[]): Digest => {
  const levels = rowsLevels(ordered);
  const root = prefix(ROOT, 8 + DIGEST_BYTES);
  root.writeBigUInt64LE(BigInt(ordered.length), 1 + ROOT.length);
  root.write(levels[levels.length - 1]?.[0] ?? '', 9 + ROOT.length, 'latin1');
  return digestOf(root);
};
