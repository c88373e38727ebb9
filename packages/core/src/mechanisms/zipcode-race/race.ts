import type { Account, Hash32 } from '../../ids.js';
import type { Electorate } from '../../observers/index.js';
import type { Draft } from './evolve.js';
import { drawLottery } from './lottery-checks.js';
import type { Miner } from './miners.js';
import { judge } from './spot-check.js';
import { byZipcode, type Entry } from './submissions.js';
import type { Candidate } from './walk.js';
import { raceZipcode, type ZipcodeResult } from './zipcode.js';

/** All zipcodes of an epoch, the lottery, and who was caught. */
export interface Race {
  readonly entries: readonly Entry[];
  readonly zipcodes: readonly ZipcodeResult[];
  readonly lottery: readonly Candidate[];
  readonly synthetic: ReadonlySet<Account>;
}

/** Hotkeys with at least syntheticRows confirmed rows in the epoch, lottery included (rule 6). */
const caught = (draft: Draft, checked: readonly Candidate[]): Set<Account> => {
  const confirmed = new Map<Account, number>();
  for (const { entry, spotCheck } of checked) {
    const rows = spotCheck.rows.filter((row) => row.confirmed).length;
    confirmed.set(entry.miner.hotkey, (confirmed.get(entry.miner.hotkey) ?? 0) + rows);
  }
  const { syntheticRows } = draft.params.spotCheck;
  return new Set([...confirmed].filter(([, rows]) => rows >= syntheticRows).map(([hotkey]) => hotkey));
};

/** Every spot check that counts in the epoch: candidates of all zipcodes, then the lottery. */
export const allChecks = (race: Pick<Race, 'zipcodes' | 'lottery'>): Candidate[] => [
  ...race.zipcodes.flatMap(({ candidates }) => candidates),
  ...race.lottery,
];

/** Runs the races of all assigned zipcodes and the lottery. */
export const runRace = (draft: Draft, electorate: Electorate, seed: Hash32, miners: readonly Miner[]): Race => {
  const entries = miners.flatMap(({ submission }) => submission?.entries ?? []);
  const grouped = byZipcode(entries);
  const zipcodes = draft.context.opened.zipcodes.map((assignment) =>
    raceZipcode(draft, electorate, seed, assignment, grouped.get(assignment.zipcode) ?? []),
  );
  const candidates = zipcodes.flatMap((zipcode) => zipcode.candidates);
  const { lotteryRows } = draft.params.participation;
  const lottery = drawLottery(draft, seed, grouped, candidates).map((entry) => ({
    entry,
    spotCheck: judge(draft, electorate, seed, entry, lotteryRows),
  }));
  const race = { entries, zipcodes, lottery };
  return { ...race, synthetic: caught(draft, allChecks(race)) };
};
