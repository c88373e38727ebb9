import type { Hash32 } from '../../ids.js';
import { divFloor, type Fx, fxFromInt, fxFromPpm, mulFloor } from '../../numbers/fx.js';
import type { Electorate } from '../../observers/index.js';
import { taper } from '../../primitives/taper.js';
import { arrivalOrder } from './arrival-ties.js';
import type { Draft } from './evolve.js';
import { type Points, rankVerified } from './points.js';
import { judge } from './spot-check.js';
import type { Entry } from './submissions.js';
import { type Walk, walk } from './walk.js';

/** The result of one zipcode. */
export interface ZipcodeResult extends Walk {
  readonly zipcode: string;
  readonly expected: number;
  readonly arrived: readonly Entry[];
  /** The verified, best first; the first winners of them are paid. */
  readonly ranked: readonly Points[];
}

/** Rows to draw of an entry: the tier's, or spotCheck.rows without tiers. */
export const rowsToDraw = (draft: Draft, entry: Entry): number =>
  draft.params.tiers?.table[entry.miner.trust.tier]?.rows ?? draft.params.spotCheck.rows;

/** What the tier held at the start of the epoch pays, in ppm; the whole without tiers. */
export const factorOf = (draft: Draft, entry: Entry): number =>
  draft.params.tiers?.table[entry.miner.trust.tier]?.factorppm ?? 1_000_000;

/** Runs the race of one zipcode: order, walk, rank (rules 4 to 7). */
export const raceZipcode = (
  draft: Draft,
  electorate: Electorate,
  seed: Hash32,
  assignment: { readonly zipcode: string; readonly expected: number },
  entries: readonly Entry[],
): ZipcodeResult => {
  const arrived = arrivalOrder(draft.context.sha256, seed, entries);
  const walked = walk(draft.params, arrived, (entry) =>
    judge(draft, electorate, seed, entry, rowsToDraw(draft, entry)),
  );
  const verified = walked.candidates.filter(({ spotCheck }) => spotCheck.verdict === 'verified');
  const ranked = rankVerified(
    draft.params,
    verified.map(({ entry }) => entry),
    assignment.expected,
  );
  return { ...walked, ...assignment, arrived, ranked };
};

/** Reward of a rank in a zipcode before the participation pool is taken off (rule 8); undefined when the rank is not paid. */
export const rewardOf = (draft: Draft, result: ZipcodeResult, rank: number, expectedTotal: number): Fx | undefined => {
  const share = taper(draft.params.shareppm, rank);
  const entry = result.ranked[rank]?.entry;
  if (share === undefined || entry === undefined) return undefined;
  const weight = divFloor(fxFromInt(result.expected), fxFromInt(expectedTotal));
  return mulFloor(mulFloor(fxFromPpm(share), weight), fxFromPpm(factorOf(draft, entry)));
};
