import type { Account, EpochNumber } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Bucket, ExactContent } from '../ports.js';
import { folderOf, parseKey } from '../submissions/index.js';
import type { LogView } from './log-view.js';
import { type Problem, problem } from './problem.js';

/** What a caller wants to upload: its length and SHA-256, and the MD5 that every server of objects checks. */
export interface WantedUpload extends ExactContent {
  readonly key: string;
}

/** Permission to create one object with one content. */
export interface Grant {
  readonly method: 'PUT';
  readonly key: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresSeconds: number;
}

/** What grants are made with. */
export interface Granter {
  readonly view: LogView;
  readonly bucket: Bucket | undefined;
  readonly grantSeconds: number;
}

/**
 * Grants an upload into the caller's own folder of an open epoch, for a zipcode that is assigned in it. What was not sighted before
 * seedBlock counts for nothing (docs/mechanisms/zipcode-race.md), so nothing is granted when the log shows that the chain is there.
 */
export const grantUpload = async (
  { view, bucket, grantSeconds }: Granter,
  hotkey: Account,
  epoch: EpochNumber,
  { key, ...content }: WantedUpload,
): Promise<E.Either<Problem, Grant>> => {
  if (bucket === undefined) return E.left(problem('no-bucket'));
  const place = parseKey(key);
  if (E.isLeft(place)) return E.left(problem('bad-key', place.left));
  if (place.right.hotkey !== hotkey || place.right.epoch !== epoch) {
    return E.left(problem('not-your-folder', `expected a key below ${folderOf(hotkey, epoch)}`));
  }
  const opened = await view.opened(epoch);
  if (E.isLeft(opened)) return opened;
  const head = await view.head();
  if (E.isLeft(head)) return head;
  if (head.right.sealed.includes(epoch)) return E.left(problem('already-sealed'));
  const { seedBlock, zipcodes } = opened.right.data;
  const reached = await view.reached(epoch);
  if (E.isLeft(reached)) return reached;
  if (reached.right >= seedBlock) {
    return E.left(problem('too-late', `seedBlock is ${seedBlock}, the chain has reached ${reached.right}`));
  }
  const zipcode = place.right.kind === 'file' ? place.right.zipcode : undefined;
  if (zipcode !== undefined && !zipcodes.some((item) => item.zipcode === zipcode)) {
    return E.left(problem('not-assigned', `zipcode ${zipcode}`));
  }
  const { url, headers } = await bucket.presignCreate(key, content, grantSeconds);
  return E.right({ method: 'PUT', key, url, headers, expiresSeconds: grantSeconds });
};
