import type { Account } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { BucketCursor, BucketFailure, BucketVersion } from '../ports.js';
import { folderOf } from './layout.js';
import type { Observer } from './observer.js';

/** A page may be empty and yet not the last one; a bucket that answers so for ever is left. */
const PAGES_MAX = 1000;
const ENDLESS: BucketFailure = {
  kind: 'network',
  code: 'BAD_ANSWER',
  message: `the listing does not end within ${PAGES_MAX} pages`,
};

/** Versions of a folder, page by page, holding one page at a time. The last one may be why it could not go on. */
export async function* folderVersions(
  { bucket, epoch }: Observer,
  hotkey: Account,
): AsyncGenerator<E.Either<BucketFailure, BucketVersion>> {
  let from: BucketCursor | undefined;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page = await bucket.listVersions(folderOf(hotkey, epoch), from);
    if (E.isLeft(page)) return yield page;
    for (const version of page.right.versions) yield E.right(version);
    from = page.right.next;
    if (from === undefined) return;
  }
  yield E.left(ENDLESS);
}
