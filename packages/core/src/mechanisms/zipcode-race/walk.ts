import type { Account } from '../../ids.js';
import type { Params } from './params.js';
import type { SpotCheckResult } from './spot-check.js';
import type { Entry } from './submissions.js';

/** A submission that the walk took, and what its spot check said. */
export interface Candidate {
  readonly entry: Entry;
  readonly spotCheck: SpotCheckResult;
}

/** The race of one zipcode. */
export interface Walk {
  readonly candidates: readonly Candidate[];
  /** Entries whose coldkey already has a candidate here. */
  readonly sameOwner: readonly Entry[];
  /** Entries behind the stop. */
  readonly behind: readonly Entry[];
}

/**
 * Takes candidates in order of arrival until enough are verified (rule 5). One candidate per coldkey, also when it fails.
 * `judgeCandidate` may be asked for every entry it is given, in order, once.
 */
export const walk = (
  params: Params,
  arrived: readonly Entry[],
  judgeCandidate: (entry: Entry) => SpotCheckResult,
): Walk => {
  const winners = params.shareppm.length;
  const owners = new Set<Account>();
  const candidates: Candidate[] = [];
  const rest: Entry[] = [];
  let verified = 0;
  const stopped = (): boolean =>
    verified === params.evaluateTop ||
    (verified >= winners && candidates.length >= params.evaluateTop) ||
    candidates.length === params.maxEvaluate;
  for (const entry of arrived) {
    if (owners.has(entry.miner.coldkey) || stopped()) {
      rest.push(entry);
      continue;
    }
    owners.add(entry.miner.coldkey);
    const spotCheck = judgeCandidate(entry);
    candidates.push({ entry, spotCheck });
    if (spotCheck.verdict === 'verified') verified += 1;
  }
  const sameOwner: Entry[] = [];
  const behind: Entry[] = [];
  for (const entry of rest) (owners.has(entry.miner.coldkey) ? sameOwner : behind).push(entry);
  return { candidates, sameOwner, behind };
};
