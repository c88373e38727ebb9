import type { ProofVerdict } from './verdict.js';

/**
 * The outcome that a verdict is in a TaskBatchCompleted: passed or failed. Undefined where the request itself was wrong: then there
 * is no result to write down, because a fault of the validator is no fault of the miner. Whether an answer came too late is
 * another question, which the rules of a mechanism answer from its latency.
 */
export const taskOutcome = (verdict: ProofVerdict): 'passed' | 'failed' | undefined => {
  if (verdict.kind === 'passed') return 'passed';
  return verdict.reason === 'BAD_REQUEST' ? undefined : 'failed';
};
