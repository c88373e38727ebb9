import type { ManifestSeen, SubmissionMeasured } from '../../event/index.js';
import { type Account, accountHex, type Hash32 } from '../../ids.js';
import type { Electorate, Observation } from '../../observers/index.js';
import { anchorOf, type Commitment, commitmentsInWindow } from './commitments.js';
import { fileFault } from './completeness.js';
import type { Eligible } from './eligibility.js';
import { type Draft, measureSubject, sightingSubject } from './evolve.js';
import type { Reason } from './reasons.js';
import { measured, seenBefore } from './sightings.js';

type ManifestFile = ManifestSeen['data']['files'][number];

/** One file of a manifest after the checks that need no scraper; `fault` is the first check it failed. */
export interface FileResult {
  readonly zipcode: string;
  readonly contentSha256: Hash32;
  readonly fault: Reason | undefined;
  readonly lines: readonly number[];
  readonly measure: SubmissionMeasured['data'] | undefined;
}

/** A complete submission: it takes part in the race of its zipcode. */
export interface Entry {
  readonly miner: Eligible;
  readonly account: string;
  readonly zipcode: string;
  readonly contentSha256: Hash32;
  readonly measure: SubmissionMeasured['data'];
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

const headerMatches = (draft: Draft, hotkey: Account, { header }: SubmissionMeasured['data']): boolean => {
  const { epoch, netuid, opened } = draft.context;
  return (
    header.hotkey === hotkey && header.epoch === epoch && header.netuid === netuid && header.nonce === opened.nonce
  );
};

const checkFile = (
  draft: Draft,
  electorate: Electorate,
  expectedOf: ReadonlyMap<string, number>,
  hotkey: Account,
  file: ManifestFile,
): FileResult => {
  const { zipcode, contentSha256 } = file;
  const lines: number[] = [];
  const result = (fault: Reason | undefined, found?: Observation<SubmissionMeasured['data']>): FileResult => ({
    zipcode,
    contentSha256,
    fault,
    lines,
    measure: found?.value,
  });
  const expected = expectedOf.get(zipcode);
  if (expected === undefined) return result('NOT_ASSIGNED');
  const subject = sightingSubject(hotkey, zipcode, contentSha256);
  const sighting = seenBefore(electorate, draft.sightings, subject, draft.context.opened.seedBlock);
  if (sighting === undefined) return result('LATE');
  lines.push(sighting.line);
  const measure = measured(electorate, draft.measures, measureSubject(zipcode, contentSha256));
  if (measure === undefined) return result('UNVERIFIED');
  lines.push(measure.line);
  if (!headerMatches(draft, hotkey, measure.value)) return result('HASH_MISMATCH', measure);
  return result(fileFault(draft.params, measure.value, expected), measure);
};

/** Checks what one eligible miner handed in: manifest and nonce once, then every file (rules 1 to 3). */
export const checkSubmission = (
  draft: Draft,
  electorate: Electorate,
  expectedOf: ReadonlyMap<string, number>,
  miner: Eligible,
): Submission | undefined => {
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
  const files = manifest.value.files.map((file) => checkFile(draft, electorate, expectedOf, hotkey, file));
  const entries: Entry[] = [];
  for (const { fault, measure, zipcode, contentSha256 } of files) {
    if (fault !== undefined || measure === undefined) continue;
    const anchor = anchorOf(commitments, nonce, zipcode, contentSha256).committed;
    entries.push({
      miner,
      account,
      zipcode,
      contentSha256,
      measure,
      anchor: anchor.fact.block,
      anchorLine: anchor.line,
    });
  }
  return { commitments, fault: undefined, files, entries };
};
