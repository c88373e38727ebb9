import { createHash } from 'node:crypto';
import { compareUtf8 } from '@subnet-scoring/core';

/** One version of an object; a delete marker has no body. */
export interface StoredVersion {
  readonly versionId: string;
  readonly body: Buffer | undefined;
  readonly etag: string;
  readonly checksumSha256: string | undefined;
  readonly lastModifiedMs: number;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface StoredBucket {
  versioning: 'Off' | 'Enabled' | 'Suspended';
  /** Versions by key, newest first. */
  readonly objects: Map<string, StoredVersion[]>;
  /** Keys in order of their UTF-8 bytes; undefined when one came or went since. */
  sortedKeys: readonly string[] | undefined;
}

export interface Upload {
  readonly bucket: string;
  readonly key: string;
  readonly startedMs: number;
  readonly parts: Map<number, Buffer>;
}

/** Everything the peer remembers. */
export interface Store {
  readonly buckets: Map<string, StoredBucket>;
  readonly uploads: Map<string, Upload>;
  /** How many ids were given out: they follow from it, so a run repeats them. */
  ids: number;
}

export const newStore = (): Store => ({ buckets: new Map(), uploads: new Map(), ids: 0 });

export const newBucket = (): StoredBucket => ({ versioning: 'Off', objects: new Map(), sortedKeys: undefined });

/** The next id: 32 hex digits that do not sort by age, as those of a real server. */
export const nextId = (store: Store): string => {
  store.ids += 1;
  return createHash('sha256').update(`id ${store.ids}`).digest('hex').slice(0, 32);
};

/** Keys in order of their UTF-8 bytes. */
export const keysOf = (bucket: StoredBucket): readonly string[] => {
  bucket.sortedKeys ??= [...bucket.objects.keys()].sort(compareUtf8);
  return bucket.sortedKeys;
};

/** Puts a version in front; without versioning it takes the place of the one without id. */
export const addVersion = (store: Store, bucket: StoredBucket, key: string, made: Omit<StoredVersion, 'versionId'>) => {
  const versionId = bucket.versioning === 'Enabled' ? nextId(store) : 'null';
  const before = bucket.objects.get(key);
  if (before === undefined) bucket.sortedKeys = undefined;
  const kept = (before ?? []).filter((version) => versionId !== 'null' || version.versionId !== 'null');
  const version: StoredVersion = { ...made, versionId };
  bucket.objects.set(key, [version, ...kept]);
  return version;
};

/** Takes one version away for good. */
export const removeVersion = (bucket: StoredBucket, key: string, versionId: string): void => {
  const kept = (bucket.objects.get(key) ?? []).filter((version) => version.versionId !== versionId);
  if (kept.length > 0) {
    bucket.objects.set(key, kept);
    return;
  }
  bucket.objects.delete(key);
  bucket.sortedKeys = undefined;
};
