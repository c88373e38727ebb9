import type { Account } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { BucketVersion } from '../ports.js';
import { folderVersions } from './folder-versions.js';
import { newMemory } from './known.js';
import { folderOf } from './layout.js';
import type { FolderCounts, Observation } from './observation.js';
import { observeVersion } from './observe-version.js';
import type { FolderLimits, Observer } from './observer.js';
import { failed, refused } from './read-fit.js';

type Draft = { -readonly [K in keyof FolderCounts]: number };

const countOf = (kinds: ReadonlySet<Observation['kind']>): 'failed' | 'refused' | 'taken' | 'known' => {
  if (kinds.has('failed')) return 'failed';
  if (kinds.has('refused')) return 'refused';
  return kinds.has('fact') ? 'taken' : 'known';
};

/** Why the walk ends at this version. Known versions count too, so that every walk has the same end but for its time. */
const endOf = (
  version: BucketVersion,
  counts: FolderCounts,
  limits: FolderLimits,
  time: AbortSignal,
): Observation | undefined => {
  if (time.aborted)
    return refused(version, 'TOO_LONG', `at most ${limits.folderMs} ms for a folder: a later walk goes on`);
  if (counts.listed > limits.versions) {
    return refused(version, 'TOO_MANY', `at most ${limits.versions} versions of a folder are looked at`);
  }
  if (counts.bytes <= limits.folderBytes) return undefined;
  return refused(version, 'TOO_MUCH', `at most ${limits.folderBytes} bytes of a folder are read`);
};

/**
 * Observes the folder of one miner in one epoch, in the order of its keys, one version at a time: memory holds one page
 * and one file. Ends with the counts of the folder. Facts come as a log takes them; a fault of the observer or the
 * network is never told as one of the miner.
 */
export async function* observeFolder(observer: Observer, hotkey: Account): AsyncGenerator<Observation> {
  const { epoch, limits } = observer;
  const counts: Draft = { listed: 0, taken: 0, known: 0, deleteMarkers: 0, refused: 0, failed: 0, bytes: 0 };
  // One content under many names is measured once, one manifest in many versions told once.
  const memory = newMemory(observer.known);
  const budget = {
    manifests: Math.max(0, limits.manifests - memory.manifestsOf(hotkey)),
    lineBytes: Math.max(0, limits.lineBytes - memory.bytesOf(hotkey)),
  };
  const time = AbortSignal.timeout(limits.folderMs);
  for await (const listed of folderVersions(observer, hotkey)) {
    if (E.isLeft(listed)) {
      yield failed(folderOf(hotkey, epoch), listed.left);
      break;
    }
    const version = listed.right;
    counts.listed += 1;
    counts.bytes += version.bytes > limits.fileBytes ? 0 : version.bytes;
    const end = endOf(version, counts, limits, time);
    if (end !== undefined) {
      counts.refused += 1;
      yield end;
      break;
    }
    if (version.isDeleteMarker) {
      counts.deleteMarkers += 1;
      continue;
    }
    const kinds = new Set<Observation['kind']>();
    for await (const observation of observeVersion({ ...observer, known: memory }, hotkey, version, budget)) {
      kinds.add(observation.kind);
      // A version is listed once, so to note sightings would only fill memory.
      const fact = observation.kind === 'fact' ? observation.fact.event : undefined;
      if (fact !== undefined && fact.type !== 'SubmissionSeen') memory.note(fact);
      yield observation;
    }
    counts[countOf(kinds)] += 1;
  }
  yield { kind: 'folder', hotkey, counts };
}
