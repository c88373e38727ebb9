import { I32F32 } from './fixed-point.js';
import { normalize } from './normalize.js';
import { type SparseMatrix, sum, type Vector } from './sparse-matrix.js';

/** A score, and the stake behind it. */
export interface Vote {
  readonly score: bigint;
  readonly stake: bigint;
}

/**
 * The smallest score at which the stake of all scores up to it passes `minority`; the greatest where none does, 0 without
 * votes. The runtime finds it by halving around a pivot; its sums are exact, so the order of the votes does not matter.
 */
export const weightedMedian = (votes: readonly Vote[], minority: bigint): bigint => {
  const ascending = [...votes].sort((a, b) => (a.score < b.score ? -1 : a.score > b.score ? 1 : 0));
  let upTo = 0n;
  for (const { score, stake } of ascending) {
    upTo += stake;
    if (upTo > minority) return score;
  }
  return ascending[ascending.length - 1]?.score ?? 0n;
};

/**
 * Consensus: for each column the median of its weights by stake, where `kappa` of the stake sets at least that much. A
 * validator without a cell votes 0, one without stake has no vote.
 */
export const weightedMedianCol = (activeStake: Vector, weights: SparseMatrix, kappa: bigint): Vector => {
  const voters = weights.flatMap((cells, row) => {
    const stake = activeStake[row] ?? 0n;
    return stake > 0n ? [{ cells, stake }] : [];
  });
  const stakes = normalize(voters.map(({ stake }) => stake));
  const total = sum(stakes);
  const columns: Vote[][] = weights.map(() => []);
  for (const [voter, { cells }] of voters.entries()) {
    for (const [column, score] of cells) columns[column]?.push({ score, stake: stakes[voter] ?? 0n });
  }
  const minority = I32F32.sub(total, kappa);
  return columns.map((votes) => {
    if (votes.length === voters.length) return weightedMedian(votes, minority);
    const voted = votes.reduce((stake, vote) => stake + vote.stake, 0n);
    return weightedMedian([{ score: 0n, stake: total - voted }, ...votes], minority);
  });
};
