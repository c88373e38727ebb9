import type { Hash32 } from '@subnet-scoring/core';
import { toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { nodeHost } from '../node/index.js';
import type { Bucket, BucketFailure, BucketVersion } from '../ports.js';

/** A version and its content, which is made when it is read: a test can have more of them than fit into memory. */
export interface MemoryVersion extends BucketVersion {
  readonly content: () => Uint8Array;
}

const PAGE = 1000;

const missing: BucketFailure = { kind: 'missing', code: 'NoSuchVersion', message: 'there is no such version' };

/** A version with what a bucket would say of it. */
export const memoryVersion = (key: string, content: Uint8Array, given: Partial<BucketVersion> = {}): MemoryVersion => ({
  key,
  versionId: `v-${toHex(nodeHost.sha256(content)).slice(0, 8)}`,
  etag: toHex(nodeHost.sha256(content)).slice(0, 32),
  bytes: content.length,
  lastModifiedMs: 1_700_000_000_000,
  isDeleteMarker: false,
  ...given,
  content: () => content,
});

/**
 * A bucket that lists the given versions as they stand, whether or not a real one would: what is to be tested is who
 * reads it. It takes nothing and signs nothing.
 */
export const memoryBucket = (versions: readonly MemoryVersion[]): Bucket & { readonly reads: () => number } => {
  let reads = 0;
  return {
    reads: () => reads,
    listVersions: async (prefix, from) => {
      const behind = versions.findIndex(({ key, versionId }) => key === from?.key && versionId === from.versionId) + 1;
      const all = versions.slice(behind, behind + PAGE).filter(({ key }) => key.startsWith(prefix));
      const last = versions[behind + PAGE - 1];
      const next = behind + PAGE < versions.length ? last : undefined;
      return E.right({ versions: all, next });
    },
    read: async ({ key, versionId }, { maxBytes }) => {
      reads += 1;
      const found = versions.find((version) => version.key === key && version.versionId === versionId);
      if (found === undefined) return E.left(missing);
      const bytes = found.content();
      if (bytes.length > maxBytes) return E.left({ kind: 'unfit', code: 'TOO_LARGE', message: 'too large' });
      return E.right({ bytes, sha256: toHex(nodeHost.sha256(bytes)) as Hash32, etag: found.etag });
    },
    create: async () => E.left({ kind: 'refused', code: 'AccessDenied', message: 'it takes nothing' }),
    presignCreate: async () => ({ url: '', headers: {} }),
  };
};
