import type { Account } from '@subnet-scoring/core';
import type { Observation } from './observation.js';
import { observeFolder } from './observe-folder.js';
import type { Observer } from './observer.js';

/** Observes the folders of an epoch's miners in one bucket, one after the other. Who stops to read stops the observation. */
export async function* observeEpoch(observer: Observer, hotkeys: Iterable<Account>): AsyncGenerator<Observation> {
  for (const hotkey of hotkeys) yield* observeFolder(observer, hotkey);
}
