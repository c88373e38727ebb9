import { encodeUtf8 } from '@subnet-scoring/core';
import { nodeHost } from '../node/index.js';
import type { BucketVersion } from '../ports.js';
import {
  encodeManifest,
  type FolderCounts,
  folderOf,
  formatKey,
  type Manifest,
  type Observation,
  type Observer,
  type RefusedReason,
  signManifest,
} from '../submissions/index.js';
import { type MemoryVersion, memoryBucket, memoryVersion } from './memory-bucket.js';
import { sampleMiner } from './sample-miner.js';
import { epoch, genesis, netuid, nonce, observeAll, sampleObserver, sha256Of } from './sample-observer.js';

/** The miner whose folder is observed, and another one. */
export const [miner, other] = [await sampleMiner(1), await sampleMiner(2)];
export const { hotkey } = miner;
export const FOLDER = folderOf(hotkey, epoch);

const manifest: Manifest = {
  netuid,
  epoch,
  nonce,
  hotkey,
  files: [{ contentSha256: sha256Of('rows of 19103'), rowsRoot: sha256Of('rows'), zipcode: '19103' }],
};

/** A version of the manifest, changed and then signed by `author`. */
export const manifestVersion = async (change: Partial<Manifest> = {}, author = miner): Promise<MemoryVersion> => {
  const signed = await signManifest(nodeHost, genesis, { ...manifest, ...change }, author.sign);
  const key = formatKey({ kind: 'manifest', hotkey, epoch, manifestSha256: signed.sha256 });
  return memoryVersion(key, encodeManifest(signed));
};

/** A version of a file of zipcode 19103. */
export const fileVersion = (text: string, given: Partial<BucketVersion> = {}, name = 'a.json'): MemoryVersion =>
  memoryVersion(`${FOLDER}zipcode=19103/${name}`, encodeUtf8(text), given);

/** Observes the miner's folder in a bucket of these versions; says how many were read. */
export const observeVersions = async (versions: readonly MemoryVersion[], given: Partial<Observer> = {}) => {
  const bucket = memoryBucket(versions);
  const found = await observeAll(sampleObserver(bucket, given), hotkey);
  return { found, reads: bucket.reads() };
};

export const reasonsOf = (found: readonly Observation[]): readonly RefusedReason[] =>
  found.flatMap((item) => (item.kind === 'refused' ? [item.reason] : []));

export const countsOf = (found: readonly Observation[]): FolderCounts | undefined => {
  const last = found[found.length - 1];
  return last?.kind === 'folder' ? last.counts : undefined;
};
