import type { Account } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { BucketCursor, BucketFailure, BucketVersion } from '../ports.js';
import { newMemory } from './known.js';
import { folderOf, parseKey } from './layout.js';
import type { FolderCounts, Observation } from './observation.js';
import { observeFile } from './observe-file.js';
import { observeManifest } from './observe-manifest.js';
import type { Observer } from './observer.js';
import { failed, refused } from './read-fit.js';

type Draft = { -readonly [K in keyof FolderCounts]: number };

async function* observeVersion(
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

const countOf = (kinds: ReadonlySet<Observation['kind']>): 'failed' | 'refused' | 'taken' | 'known' => {
  if (kinds.has('failed')) return 'failed';
  if (kinds.has('refused')) return 'refused';
  return kinds.has('fact') ? 'taken' : 'known';
};

/** Versions of a folder, page by page; a listing that cannot go on ends with its failure. */
async function* versionsOf(
  { bucket, epoch, limits }: Observer,
  hotkey: Account,
): AsyncGenerator<E.Either<BucketFailure, BucketVersion>> {
  let from: BucketCursor | undefined;
  // A page may be empty and yet not the last one; a bucket that answers so for ever is left.
  for (let pages = 0; pages <= limits.versions; pages += 1) {
    const page = await bucket.listVersions(folderOf(hotkey, epoch), from);
    if (E.isLeft(page)) return yield page;
    for (const version of page.right.versions) yield E.right(version);
    from = page.right.next;
    if (from === undefined) return;
  }
}

/**
 * Observes the folder of one miner in one epoch, in the order of its keys, one version at a time: memory holds one page
 * and one file. Ends with the counts of the folder. Facts come as a log takes them; a fault of the observer or the
 * network is never told as one of the miner.
 */
export async function* observeFolder(observer: Observer, hotkey: Account): AsyncGenerator<Observation> {
  const { limits } = observer;
  const counts: Draft = { listed: 0, taken: 0, known: 0, deleteMarkers: 0, refused: 0, failed: 0, bytes: 0 };
  // One content under many names is measured once, one manifest in many versions told once.
  const memory = newMemory(observer.known);
  const remembering: Observer = { ...observer, known: memory };
  for await (const listed of versionsOf(observer, hotkey)) {
    if (E.isLeft(listed)) {
      yield failed(folderOf(hotkey, observer.epoch), listed.left);
      break;
    }
    const version = listed.right;
    counts.listed += 1;
    if (version.isDeleteMarker) {
      counts.deleteMarkers += 1;
      continue;
    }
    // Known versions count too, so that a folder has the same end however often it is looked at.
    counts.bytes += version.bytes > limits.fileBytes ? 0 : version.bytes;
    if (counts.listed > limits.versions || counts.bytes > limits.folderBytes) {
      counts.refused += 1;
      yield counts.listed > limits.versions
        ? refused(version, 'TOO_MANY', `at most ${limits.versions} versions of a folder are looked at`)
        : refused(version, 'TOO_MUCH', `at most ${limits.folderBytes} bytes of a folder are read`);
      break;
    }
    const kinds = new Set<Observation['kind']>();
    for await (const observation of observeVersion(remembering, hotkey, version)) {
      if (observation.kind === 'fact' && observation.fact.event.type !== 'SubmissionSeen') {
        memory.note(observation.fact.event); // a version is listed once, so sightings would only fill memory
      }
      kinds.add(observation.kind);
      yield observation;
    }
    counts[countOf(kinds)] += 1;
  }
  yield { kind: 'folder', hotkey, counts };
}
