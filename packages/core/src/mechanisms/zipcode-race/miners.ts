import { type Account, compareAccounts } from '../../ids.js';
import type { Electorate, Observation } from '../../observers/index.js';
import { type Eligible, eligibility, type Ineligible } from './eligibility.js';
import type { Draft, Manifest, Sighting } from './evolve.js';
import { byHotkey, seenAtAll } from './sightings.js';
import { listOf } from './stated.js';
import { checkSubmission, type Submission } from './submissions.js';

/** One miner that the epoch has an answer for. */
export interface Miner {
  readonly hotkey: Account;
  readonly standing: Eligible | Ineligible;
  /** Undefined for who is not eligible or has committed nothing. */
  readonly submission: Submission | undefined;
  /** A line of a manifest or sighting of it that stands, for who has committed nothing. */
  readonly sightedLine: number | undefined;
}

export const isEligible = (standing: Eligible | Ineligible): standing is Eligible => !('reason' in standing);

type Subject = readonly Observation<Sighting | Manifest>[];

const lineOf = (subject: Subject): number => subject[0]?.line ?? 0;

/** Sighted contents of some hotkeys, apart by hotkey and content, each hotkey's in the order of their first sighting. */
const contentsOf = (draft: Draft, isWanted: (hotkey: Account) => boolean): Map<Account, Subject[]> => {
  const subjects = new Map<Account, Subject[]>();
  if (![...draft.sighted.keys()].some(isWanted)) return subjects;
  for (const files of draft.files.values()) {
    for (const { sightings } of files.values()) {
      for (const [hotkey, own] of byHotkey(listOf(sightings))) {
        if (!isWanted(hotkey)) continue;
        const known = subjects.get(hotkey);
        if (known === undefined) subjects.set(hotkey, [own]);
        else known.push(own);
      }
    }
  }
  for (const list of subjects.values()) list.sort((a, b) => lineOf(a) - lineOf(b));
  return subjects;
};

/** Hotkeys without a commitment of which a manifest or a content was seen, with the line of one such fact. */
const sightedOnly = (draft: Draft, electorate: Electorate): Map<Account, number> => {
  const isWanted = (hotkey: Account): boolean => !draft.commitments.has(hotkey);
  const contents = contentsOf(draft, isWanted);
  const lines = new Map<Account, number>();
  for (const hotkey of new Set([...draft.manifests.keys(), ...contents.keys()])) {
    if (!isWanted(hotkey)) continue;
    const manifests = [...(draft.manifests.get(hotkey)?.values() ?? [])].map((stated) => listOf(stated));
    const subjects: readonly Subject[] = [...manifests, ...(contents.get(hotkey) ?? [])];
    const seen = subjects.flatMap((list) => seenAtAll(electorate, list) ?? [])[0];
    if (seen !== undefined) lines.set(hotkey, seen.line);
  }
  return lines;
};

/** Every miner with an answer, by account: the startBlock snapshot and whoever handed something in, never the burn hotkey. */
export const gatherMiners = (draft: Draft, electorate: Electorate): Miner[] => {
  const { start, burnHotkey } = draft.context;
  const sighted = sightedOnly(draft, electorate);
  const hotkeys = new Set<Account>([...start.byHotkey.keys(), ...draft.commitments.keys(), ...sighted.keys()]);
  hotkeys.delete(burnHotkey);
  const standingOf = eligibility(draft);
  return [...hotkeys].sort(compareAccounts).map((hotkey) => {
    const standing = standingOf(hotkey);
    const submission = isEligible(standing) ? checkSubmission(draft, electorate, standing) : undefined;
    return { hotkey, standing, submission, sightedLine: sighted.get(hotkey) };
  });
};
