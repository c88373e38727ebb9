import { type Account, compareAccounts } from '../../ids.js';
import type { Book, Electorate } from '../../observers/index.js';
import { type Eligible, eligibility, type Ineligible } from './eligibility.js';
import type { Draft } from './evolve.js';
import { seenAtAll } from './sightings.js';
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

/** Hotkeys without a commitment of which a manifest or a content was seen, with the line of one such fact. */
const sightedOnly = (draft: Draft, electorate: Electorate): Map<Account, number> => {
  const found = new Map<Account, number>();
  const collect = <V extends { readonly hotkey: Account }>(book: Book<V>): void => {
    for (const list of book.values()) {
      const hotkey = list[0]?.value.hotkey;
      if (hotkey === undefined || draft.commitments.has(hotkey) || found.has(hotkey)) continue;
      const seen = seenAtAll(electorate, list);
      if (seen !== undefined) found.set(hotkey, seen.line);
    }
  };
  collect(draft.manifests);
  collect(draft.sightings);
  return found;
};

/** Every miner with an answer, by account: the startBlock snapshot and whoever handed something in, never the burn hotkey. */
export const gatherMiners = (draft: Draft, electorate: Electorate): Miner[] => {
  const { start, burnHotkey, opened } = draft.context;
  const sighted = sightedOnly(draft, electorate);
  const hotkeys = new Set<Account>([...start.byHotkey.keys(), ...draft.commitments.keys(), ...sighted.keys()]);
  hotkeys.delete(burnHotkey);
  const standingOf = eligibility(draft);
  const expectedOf = new Map(opened.zipcodes.map(({ zipcode, expected }) => [zipcode, expected]));
  return [...hotkeys].sort(compareAccounts).map((hotkey) => {
    const standing = standingOf(hotkey);
    const submission = isEligible(standing) ? checkSubmission(draft, electorate, expectedOf, standing) : undefined;
    return { hotkey, standing, submission, sightedLine: sighted.get(hotkey) };
  });
};
