import type { Account } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { BucketVersion } from '../ports.js';
import { folderOf, parseKey } from './layout.js';
import type { Observation } from './observation.js';
import { observeFile } from './observe-file.js';
import { observeManifest } from './observe-manifest.js';
import type { Observer } from './observer.js';
import { refused } from './read-fit.js';

/** How many manifests that the log has not are still looked at in this walk. */
export interface ManifestBudget {
  left: number;
}

/** Looks at one version that was listed in a miner's folder, and checks by its key that it belongs there. */
export async function* observeVersion(
  observer: Observer,
  hotkey: Account,
  version: BucketVersion,
  budget: ManifestBudget,
): AsyncGenerator<Observation> {
  const { epoch, known, limits } = observer;
  const parsed = parseKey(version.key);
  if (E.isLeft(parsed)) return yield refused(version, 'BAD_KEY', parsed.left);
  const place = parsed.right;
  if (place.hotkey !== hotkey || place.epoch !== epoch) {
    return yield refused(version, 'OTHER_FOLDER', `expected a key in ${folderOf(hotkey, epoch)}`);
  }
  if (place.kind === 'file') return yield* observeFile(observer, place, version);
  if (known.hasManifest(hotkey, place.manifestSha256)) return;
  if (budget.left === 0) {
    return yield refused(version, 'TOO_MANY', `at most ${limits.manifests} manifests of a miner are looked at`);
  }
  budget.left -= 1;
  yield* observeManifest(observer, place, version);
}
