import type { Account } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { BucketVersion } from '../ports.js';
import { folderOf, parseKey } from './layout.js';
import type { Observation } from './observation.js';
import { observeFile } from './observe-file.js';
import { observeManifest } from './observe-manifest.js';
import type { Observer } from './observer.js';
import { refused } from './read-fit.js';

/** Looks at one version that was listed in a miner's folder, and checks by its key that it belongs there. */
export async function* observeVersion(
  observer: Observer,
  hotkey: Account,
  version: BucketVersion,
): AsyncGenerator<Observation> {
  const place = parseKey(version.key);
  if (E.isLeft(place)) return yield refused(version, 'BAD_KEY', place.left);
  if (place.right.hotkey !== hotkey || place.right.epoch !== observer.epoch) {
    return yield refused(version, 'OTHER_FOLDER', `expected a key in ${folderOf(hotkey, observer.epoch)}`);
  }
  if (place.right.kind === 'manifest') yield* observeManifest(observer, hotkey, version);
  else yield* observeFile(observer, place.right, version);
}
