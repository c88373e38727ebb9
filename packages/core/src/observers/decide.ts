import type { Account } from '../ids.js';
import type { Majority } from './electorate.js';

/** One observer's conclusive verdict; silence and what is inconclusive are no votes. */
export interface Vote {
  readonly by: Account;
  readonly verdict: string;
}

/** A verdict that stands, and the stake behind it and behind all votes (rao). */
export interface Decision {
  readonly verdict: string;
  readonly stake: bigint;
  readonly conclusive: bigint;
}

/**
 * The verdict with more than supportppm of the voting stake, where at least quorumppm of all voters' stake voted; else
 * undefined. supportppm is at least one half, so at most one verdict stands. Votes of non-voters are ignored.
 */
export const decideByStake = (majority: Majority, votes: readonly Vote[]): Decision | undefined => {
  const stakes = new Map<string, bigint>();
  let conclusive = 0n;
  for (const { by, verdict } of votes) {
    const stake = majority.stakeOf.get(by);
    if (stake === undefined) continue;
    conclusive += stake;
    stakes.set(verdict, (stakes.get(verdict) ?? 0n) + stake);
  }
  const { quorumppm, supportppm } = majority.rule;
  if (conclusive * 1_000_000n < BigInt(quorumppm) * majority.total) return undefined;
  for (const [verdict, stake] of stakes) {
    if (stake * 1_000_000n > BigInt(supportppm) * conclusive) return { verdict, stake, conclusive };
  }
  return undefined;
};
