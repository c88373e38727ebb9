import type { Random } from './random.js';

/** A change of a file's bytes that no fdatasync has followed yet. */
type Change =
  | { readonly kind: 'append'; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly size: number };

/** A file: what is on the disk for certain, and what was done since. */
export interface FileNode {
  readonly kind: 'file';
  durable: Buffer;
  current: Buffer;
  pending: Change[];
}

/** A change of a directory's names that no sync has followed yet. */
export interface NameChange {
  readonly removes: readonly string[];
  readonly sets?: readonly [string, DiskNode];
}

/** A directory: names on the disk for certain, and changes since. */
export interface DirectoryNode {
  readonly kind: 'directory';
  durable: Map<string, DiskNode>;
  current: Map<string, DiskNode>;
  pending: NameChange[];
}

export type DiskNode = FileNode | DirectoryNode;

/** An empty file whose bytes, none, are on the disk. */
export const emptyFile = (bytes: Buffer = Buffer.alloc(0)): FileNode => ({
  kind: 'file',
  durable: bytes,
  current: bytes,
  pending: [],
});

export const emptyDirectory = (): DirectoryNode => ({
  kind: 'directory',
  durable: new Map(),
  current: new Map(),
  pending: [],
});

const SECTOR_BYTES = 64; // smaller than any disk's, so that small tests meet holes too

/** Bytes of one unsynced append as a crash may leave them: cut anywhere, with holes, or with zeros to the end. */
const torn = (bytes: Buffer, random: Random): Buffer => {
  const out = Buffer.from(bytes);
  const at = random(bytes.length + 1);
  switch (random(3)) {
    case 0:
      return out.subarray(0, at);
    case 1:
      return out.fill(0, at);
    default: {
      for (let from = 0; from < out.length; from += SECTOR_BYTES) {
        if (random(2) === 0) out.fill(0, from, Math.min(out.length, from + SECTOR_BYTES));
      }
      return out;
    }
  }
};

const applyChange = (bytes: Buffer, change: Change): Buffer =>
  change.kind === 'append' ? Buffer.concat([bytes, change.bytes]) : bytes.subarray(0, change.size);

/** Some first changes are kept, the one behind them may be torn, the rest is lost. */
const settleFile = (node: FileNode, random: Random): FileNode => {
  const kept = random(3) === 0 ? node.pending.length : random(node.pending.length + 1);
  let bytes = node.durable;
  for (const change of node.pending.slice(0, kept)) bytes = applyChange(bytes, change);
  const next = node.pending[kept];
  if (next?.kind === 'append' && random(3) > 0) bytes = Buffer.concat([bytes, torn(next.bytes, random)]);
  const last = node.pending[kept - 1];
  if (kept === node.pending.length && last?.kind === 'append' && random(2) === 0) {
    bytes = Buffer.concat([bytes.subarray(0, bytes.length - last.bytes.length), torn(last.bytes, random)]);
  }
  return emptyFile(Buffer.from(bytes));
};

/** What the disk may hold after a loss of power: any of the unsynced names, in any order, and torn unsynced bytes. */
export const settle = (node: DirectoryNode, random: Random): DirectoryNode => {
  const names = new Map(node.durable);
  const keeps = random(4);
  for (const change of node.pending) {
    if (keeps === 0 || (keeps > 1 && random(2) === 0)) continue;
    for (const name of change.removes) names.delete(name);
    if (change.sets !== undefined) names.set(...change.sets);
  }
  const settled = new Map<DiskNode, DiskNode>(); // two names of one file stay one file
  for (const child of names.values()) {
    if (!settled.has(child))
      settled.set(child, child.kind === 'file' ? settleFile(child, random) : settle(child, random));
  }
  const after = new Map([...names].map(([name, child]) => [name, settled.get(child) ?? child]));
  return { kind: 'directory', durable: after, current: new Map(after), pending: [] };
};
