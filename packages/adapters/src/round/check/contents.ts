import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Account,
  type Fact,
  type Hash32,
  type Host,
  type PlannedRows,
  type SubmissionSeen,
  toHex,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Bucket, BucketFailure } from '../../ports.js';
import { FOLDER_LIMITS } from '../../submissions/index.js';

/** Keeps contents by their hash, so that a check that goes on reads none of them twice. */
export interface ContentStore {
  readonly get: (sha256: Hash32) => Promise<Uint8Array | undefined>;
  readonly put: (sha256: Hash32, bytes: Uint8Array) => Promise<void>;
}

/** A store in a folder. What is there and has another hash is as if it was not there. */
export const folderContents = (folder: string, { sha256 }: Pick<Host, 'sha256'>): ContentStore => ({
  get: async (name) => {
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    return bytes !== undefined && toHex(sha256(bytes)) === name ? bytes : undefined;
  },
  put: async (name, bytes) => {
    await mkdir(folder, { recursive: true });
    const half = join(folder, `${name}.${randomBytes(4).toString('hex')}`);
    await writeFile(half, bytes);
    await rename(half, join(folder, name));
  },
});

const isSighting =
  ({ hotkey, zipcode, contentSha256 }: PlannedRows) =>
  (fact: Fact): fact is SubmissionSeen =>
    fact.type === 'SubmissionSeen' &&
    fact.data.hotkey === hotkey &&
    fact.data.zipcode === zipcode &&
    fact.data.contentSha256 === contentSha256;

/**
 * True where a failure is about one version and not about the bucket or the key of the observer. A bucket refuses versions that cannot
 * be, and others may name such; one that was seen may be archived or under a right of its owner's, while the bucket still lists it.
 */
const isOfVersion = async (bucket: Bucket, key: string, isOwn: boolean, { kind }: BucketFailure): Promise<boolean> => {
  if (kind !== 'refused') return kind === 'missing' || kind === 'unfit';
  return !isOwn || E.isRight(await bucket.listVersions(key, undefined));
};

const GONE: BucketFailure = {
  kind: 'missing',
  code: 'GONE',
  message: 'no version that was seen gives this content any more',
};

/**
 * The bytes of a planned file: from the store, else from the versions in which it was seen, those of `by` first. What comes is taken
 * by its hash and never by its name.
 */
export const contentOf = async (
  { bucket, contents, by }: { readonly bucket: Bucket; readonly contents: ContentStore; readonly by: Account },
  facts: readonly Fact[],
  planned: PlannedRows,
): Promise<E.Either<BucketFailure, Uint8Array>> => {
  const { contentSha256 } = planned;
  const kept = await contents.get(contentSha256);
  if (kept !== undefined) return E.right(kept);
  const sightings = facts.filter(isSighting(planned));
  const ordered = [...sightings.filter((fact) => fact.by === by), ...sightings.filter((fact) => fact.by !== by)];
  let failure = GONE;
  for (const { by: seenBy, data } of ordered) {
    // The length is what an observer said: another one's may be any.
    const { deadlineMs, fileBytes } = FOLDER_LIMITS;
    const read = await bucket.read(data, { maxBytes: Math.min(data.bytes, fileBytes), deadlineMs });
    if (E.isRight(read) && read.right.sha256 === contentSha256) {
      await contents.put(contentSha256, read.right.bytes);
      return E.right(read.right.bytes);
    }
    if (E.isLeft(read) && !(await isOfVersion(bucket, data.key, seenBy === by, read.left))) failure = read.left;
  }
  return E.left(failure);
};
