import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import type { Hash32 } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Bucket, BucketFailure, BucketVersion, ExactContent } from '../../ports.js';
import type { Rig } from './rig.js';

/** One promise of the port, over a new bucket. */
export interface BucketCase {
  readonly name: string;
  readonly isVersioned: boolean;
  readonly run: (rig: Rig) => Promise<void>;
}

export const LIMITS = { maxBytes: 1_048_576, deadlineMs: 30_000 };

/** The result, or the failure as an assertion. */
export const right = <A>(result: E.Either<BucketFailure, A>): A => {
  if (E.isLeft(result)) assert.fail(`${result.left.kind} ${result.left.code}: ${result.left.message}`);
  return result.right;
};

/** Asserts that it failed in this way. */
export const assertFailed = (result: E.Either<BucketFailure, unknown>, kind: BucketFailure['kind'], code?: string) => {
  assert.ok(E.isLeft(result), `expected ${kind} ${code ?? ''}, and it was done`);
  assert.equal(result.left.kind, kind, result.left.message);
  if (code !== undefined) assert.equal(result.left.code, code, result.left.message);
};

export const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');

export const exactly = (text: string): ExactContent => ({
  bytes: Buffer.byteLength(text),
  md5: createHash('md5').update(text, 'utf8').digest('hex'),
  sha256: createHash('sha256').update(text, 'utf8').digest('hex') as Hash32,
});

/** All versions below a prefix, page by page. */
export const listAll = async (bucket: Bucket, prefix: string): Promise<readonly BucketVersion[]> => {
  const all: BucketVersion[] = [];
  let page = right(await bucket.listVersions(prefix));
  all.push(...page.versions);
  while (page.next !== undefined) {
    page = right(await bucket.listVersions(prefix, page.next));
    all.push(...page.versions);
  }
  return all;
};
