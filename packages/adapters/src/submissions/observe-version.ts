import type { Account } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { BucketVersion } from '../ports.js';
import { folderOf, parseKey } from './layout.js';
import { lineBytes } from './line-bytes.js';
import type { Observation } from './observation.js';
import { observeFile } from './observe-file.js';
import { observeManifest } from './observe-manifest.js';
import type { Observer } from './observer.js';
import { refused } from './read-fit.js';

/** What is still taken of what the log has not. */
export interface Budget {
  manifests: number;
  lineBytes: number;
}

const noRoom = (version: BucketVersion, limits: Observer['limits']): Observation =>
  refused(version, 'TOO_MUCH', `the lines that tell of a folder have at most ${limits.lineBytes} bytes`);

/** Looks at one version that was listed in a miner's folder, and checks by its key that it belongs there. */
export async function* observeVersion(
  observer: Observer,
  hotkey: Account,
  version: BucketVersion,
  budget: Budget,
): AsyncGenerator<Observation> {
  const { epoch, known, limits } = observer;
  const parsed = parseKey(version.key);
  if (E.isLeft(parsed)) return yield refused(version, 'BAD_KEY', parsed.left);
  const place = parsed.right;
  if (place.hotkey !== hotkey || place.epoch !== epoch) {
    return yield refused(version, 'OTHER_FOLDER', `expected a key in ${folderOf(hotkey, epoch)}`);
  }
  const isManifest = place.kind === 'manifest';
  if (isManifest && known.hasManifest(hotkey, place.manifestSha256)) return;
  if (isManifest && budget.manifests === 0) {
    return yield refused(version, 'TOO_MANY', `at most ${limits.manifests} manifests of a miner are looked at`);
  }
  if (isManifest) budget.manifests -= 1;
  // What was seen is measured all the same: its measure was counted with it.
  const isRoom = budget.lineBytes > 0 || (!isManifest && known.contentOf(version) !== undefined);
  if (!isRoom) return yield noRoom(version, limits);
  const found = isManifest ? observeManifest(observer, place, version) : observeFile(observer, place, version);
  for await (const observation of found) {
    const bytes = observation.kind === 'fact' ? lineBytes(observation.fact.event) : 0;
    if (bytes > budget.lineBytes) {
      budget.lineBytes = 0;
      return yield noRoom(version, limits);
    }
    budget.lineBytes -= bytes;
    yield observation;
  }
}
