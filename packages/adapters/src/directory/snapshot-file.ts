import { type DataError, type Hash32, raw32, type Seal, taggedBytes, toHex } from '@subnet-scoring/core';
import { nodeHost } from '../node/host.js';
import { ensureDirectory, replaceFile } from './durable.js';
import { type FileSystem, readFile } from './file-system.js';
import { finding } from './finding.js';
import { SNAPSHOTS, snapshotFile } from './names.js';

const HASH_BYTES = 32;
const HELP = 'a snapshot is a cache: delete it, replay builds the state again';

/** The last 32 bytes of a snapshot file: H("snapshot/1", the seal it belongs to, its bytes). */
const hashOf = (seal: Hash32, snapshot: Uint8Array): Uint8Array =>
  taggedBytes(nodeHost.sha256, 'snapshot/1', [raw32(seal), snapshot]);

/** Keeps the state at the boundary of a sealed epoch. */
export const writeSnapshot = (fs: FileSystem, seal: Seal, snapshot: Uint8Array): void => {
  ensureDirectory(fs, SNAPSHOTS);
  replaceFile(fs, snapshotFile(seal.epoch), [snapshot, hashOf(seal.seal, snapshot)]);
  fs.syncDirectory(SNAPSHOTS);
};

/** A snapshot file: the state when it is whole, and what is wrong when it is not. */
export interface SnapshotRead {
  readonly snapshot: Uint8Array | undefined;
  readonly findings: readonly DataError[];
}

/** Reads the snapshot of a sealed epoch. A missing one is no finding. */
export const readSnapshot = (fs: FileSystem, seal: Seal): SnapshotRead => {
  const file = snapshotFile(seal.epoch);
  const bytes = readFile(fs, file);
  if (bytes === undefined) return { snapshot: undefined, findings: [] };
  const end = Math.max(0, bytes.length - HASH_BYTES);
  const snapshot = bytes.subarray(0, end);
  const [expected, found] = [toHex(hashOf(seal.seal, snapshot)), bytes.toString('hex', end)];
  if (expected === found) return { snapshot, findings: [] };
  const at = { file, offset: end };
  return { snapshot: undefined, findings: [finding('SNAPSHOT_HASH', at, expected, found, HELP)] };
};
