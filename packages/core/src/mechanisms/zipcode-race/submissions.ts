import { type Account, accountHex, type Hash32 } from '../../ids.js';
import type { Electorate, Observation } from '../../observers/index.js';
import { anchorOf, type Commitment, commitmentsInWindow } from './commitments.js';
import type { Eligible } from './eligibility.js';
import type { Draft, FileDraft, Sighting } from './evolve.js';
import type { Measure } from './measure.js';
import type { Reason } from './reasons.js';
import { measured, ofHotkey, seenBefore } from './sightings.js';
import { listOf } from './stated.js';

/** One file of a manifest after the checks that need no scraper; `fault` is the first check it failed. */
export interface FileResult {
  readonly zipcode: string;
  readonly contentSha256: Hash32;
  readonly fault: Reason | undefined;
  /** The sighting and the measure that stand. */
  readonly sighting: Observation<Sighting> | undefined;
  readonly measured: Observation<Measure> | undefined;
}

/** Lines behind the quick checks of a file. */
export const linesOf = ({ sighting, measured: measure }: FileResult): number[] =>
  [sighting, measure].flatMap((item) => item?.line ?? []);

/** A complete submission: it takes part in the race of its zipcode. */
export interface Entry {
  readonly miner: Eligible;
  readonly account: string;
  readonly zipcode: string;
  readonly contentSha256: Hash32;
  readonly measure: Measure;
  /** Block of the anchor, and its line. */
  readonly anchor: number;
  readonly anchorLine: number;
}

/** What a miner handed in. `fault` ends the miner as a whole. */
export interface Submission {
  readonly commitments: readonly Commitment[];
  readonly fault: { readonly reason: Reason; readonly says: string; readonly lines: readonly number[] } | undefined;
  readonly files: readonly FileResult[];
  readonly entries: readonly Entry[];
}

const checkFile = (draft: Draft, electorate: Electorate, hotkey: Account, file: FileDraft): FileResult => {
  const { zipcode, contentSha256 } = file;
  const result = (
    fault: Reason | undefined,
    sighting?: Observation<Sighting>,
    measure?: Observation<Measure>,
  ): FileResult => ({ zipcode, contentSha256, fault, sighting, measured: measure });
  if (!draft.expectedOf.has(zipcode)) return result('NOT_ASSIGNED');
  const sighting = seenBefore(electorate, ofHotkey(listOf(file.sightings), hotkey), draft.context.opened.seedBlock);
  if (sighting === undefined) return result('LATE');
  const measure = measured(electorate, listOf(file.measures));
  if (measure === undefined) return result('UNVERIFIED', sighting);
  const isOwn = measure.value.header.owner === hotkey;
  return result(isOwn ? measure.value.fault : 'HASH_MISMATCH', sighting, measure);
};

/** Checks what one eligible miner handed in: manifest and nonce once, then every file (rules 1 to 3). */
export const checkSubmission = (draft: Draft, electorate: Electorate, miner: Eligible): Submission | undefined => {
  const { hotkey } = miner;
  const all = draft.commitments.get(hotkey);
  if (all === undefined) return undefined;
  const commitments = commitmentsInWindow(draft, electorate, hotkey);
  const end = (reason: Reason, says: string, lines: readonly number[]): Submission => ({
    commitments,
    fault: { reason, says, lines },
    files: [],
    entries: [],
  });
  const last = commitments[commitments.length - 1];
  if (last === undefined)
    return end(
      'LATE',
      'committed outside the window only',
      all.map(({ line }) => line),
    );
  const { manifest } = last;
  if (manifest === undefined) return end('LATE', 'manifest not sighted before seedBlock', [last.committed.line]);
  const { nonce } = draft.context.opened;
  if (manifest.value.nonce !== nonce) {
    return end('HASH_MISMATCH', 'the manifest carries another nonce than this epoch', [
      last.committed.line,
      manifest.line,
    ]);
  }
  const account = accountHex(hotkey);
  const files = manifest.value.files.map((file) => checkFile(draft, electorate, hotkey, file));
  const entries: Entry[] = [];
  for (const { fault, measured: measure, zipcode, contentSha256 } of files) {
    if (fault !== undefined || measure === undefined) continue;
    const anchor = anchorOf(commitments, nonce, zipcode, contentSha256).committed;
    entries.push({
      miner,
      account,
      zipcode,
      contentSha256,
      measure: measure.value,
      anchor: anchor.fact.block,
      anchorLine: anchor.line,
    });
  }
  return { commitments, fault: undefined, files, entries };
};

/** Entries apart by zipcode, in the order given. */
export const byZipcode = (entries: readonly Entry[]): Map<string, Entry[]> => {
  const found = new Map<string, Entry[]>();
  for (const entry of entries) {
    const list = found.get(entry.zipcode);
    if (list === undefined) found.set(entry.zipcode, [entry]);
    else list.push(entry);
  }
  return found;
};
