import { compareText } from '../hash/bytes.js';
import type { Sha256 } from '../hash/host.js';
import { rankBy } from '../primitives/rank.js';
import type { Candidate } from './candidate.js';
import { type DrawSeed, drawByWeight } from './draw.js';
import { type Goal, goalOf } from './goal.js';
import {
  coolingDown,
  HINDRANCES,
  type Hindrance,
  hindrancesOf,
  PARAMETER_OF,
  type PastAssignment,
  weightOf,
} from './hindrances.js';
import type { AssignmentParams } from './params.js';

/** Why a zipcode is in an epoch or not: a bound, or what became of it in the drawing. */
export type AssignmentReason = Hindrance | 'CHOSEN' | 'TOO_MUCH' | 'NOT_DRAWN';

/** What became of one zipcode of the table. */
export interface CandidateVerdict {
  readonly candidate: Candidate;
  readonly reason: AssignmentReason;
  /** Place in the drawing, from 1; of those that were drawn. */
  readonly draw?: number;
}

/** Sum of the listings that no other bound keeps out: what could be drawn if this one alone were lifted. */
export interface LiftedBound {
  readonly reason: Hindrance;
  readonly parameter: keyof AssignmentParams;
  readonly listings: number;
  /** True when that would be enough for the target. */
  readonly isEnough: boolean;
}

interface Common {
  readonly goal: Goal;
  /** Every zipcode of the table, ascending. */
  readonly verdicts: readonly CandidateVerdict[];
}

/** The zipcodes of an epoch, or why there can be none: all bounds together leave less than the target. */
export type Assignment =
  | (Common & {
      readonly kind: 'assigned';
      /** As EpochOpened holds them: strictly ascending by zipcode. */
      readonly zipcodes: readonly Pick<Candidate, 'expected' | 'zipcode'>[];
      /** Sum of their expected listings: goal.low..goal.high. */
      readonly listings: number;
    })
  | (Common & {
      readonly kind: 'short';
      /** Sum of what could be drawn; `missing` more would reach goal.low. */
      readonly listings: number;
      readonly missing: number;
      readonly lifted: readonly LiftedBound[];
    });

/** What an assignment is made of, beside the parameters. */
export interface AssignmentInput extends DrawSeed {
  /** Any order; each zipcode once. */
  readonly candidates: readonly Candidate[];
  /** Assignments of earlier epochs, any order. */
  readonly past: readonly PastAssignment[];
}

interface Judged {
  readonly candidate: Candidate;
  readonly hindrances: readonly Hindrance[];
  readonly weight: number;
}

const sumOf = (judged: readonly Judged[]): number => judged.reduce((sum, { candidate }) => sum + candidate.expected, 0);

const liftedBounds = (judged: readonly Judged[], low: number): readonly LiftedBound[] =>
  HINDRANCES.map((reason) => {
    const listings = sumOf(judged.filter(({ hindrances }) => hindrances.every((name) => name === reason)));
    return { reason, parameter: PARAMETER_OF[reason], listings, isEnough: listings >= low };
  });

const drawToGoal = (sha256: Sha256, { high, listings }: Goal, seed: DrawSeed, eligible: readonly Judged[]) => {
  const verdicts = new Map<string, CandidateVerdict>();
  let sum = 0;
  for (const { candidate } of drawByWeight(sha256, seed, eligible)) {
    const fits = sum + candidate.expected <= high;
    if (fits) sum += candidate.expected;
    verdicts.set(candidate.zipcode, { candidate, reason: fits ? 'CHOSEN' : 'TOO_MUCH', draw: verdicts.size + 1 });
    if (sum >= listings) break;
  }
  return { sum, verdicts };
};

/**
 * Chooses the zipcodes of an epoch (docs/assignments.md). Zipcodes that no bound keeps out are drawn by weight; one is
 * taken when the sum stays at most at `goal.high`, and the drawing ends when the sum reaches the target. Equal input in any order
 * gives the equal result. Throws RangeError for a zipcode that stands twice in the table.
 */
export const assignZipcodes = (sha256: Sha256, params: AssignmentParams, input: AssignmentInput): Assignment => {
  const goal = goalOf(params.target, input.epoch);
  const cooling = coolingDown(params.cooldownEpochs, input.epoch, input.past);
  const table = rankBy(input.candidates, (a, b) => compareText(a.zipcode, b.zipcode));
  const judged = table.map((candidate): Judged => {
    const hindrances = hindrancesOf(params, cooling, candidate);
    return { candidate, hindrances, weight: weightOf(params, candidate) };
  });
  const eligible = judged.filter(({ hindrances }) => hindrances.length === 0);
  const available = sumOf(eligible);
  const isShort = available < goal.low;
  const { sum, verdicts: drawn } = drawToGoal(sha256, goal, input, isShort ? [] : eligible);
  const verdicts = judged.map(
    ({ candidate, hindrances: [first] }): CandidateVerdict =>
      drawn.get(candidate.zipcode) ?? { candidate, reason: first ?? 'NOT_DRAWN' },
  );
  if (isShort) {
    const lifted = liftedBounds(judged, goal.low);
    return { kind: 'short', goal, verdicts, listings: available, missing: goal.low - available, lifted };
  }
  const chosen = verdicts.filter(({ reason }) => reason === 'CHOSEN');
  const zipcodes = chosen.map(({ candidate: { expected, zipcode } }) => ({ expected, zipcode }));
  return { kind: 'assigned', goal, verdicts, zipcodes, listings: sum };
};
