import { type ProofReason, type ProofVerdict, taskOutcome } from '@subnet-scoring/core/proofs';
import type { Context } from '../context.js';

/** What each reason says. */
export const PROOF_REASONS: { readonly [R in ProofReason]: string } = {
  BAD_REQUEST: 'what the validator says it asked for makes no sense',
  MISSING: 'the answer lacks it',
  MALFORMED: 'it is not in the one spelling of its kind',
  OTHER_REQUEST: 'the answer was made for another request: it names other points or another curve',
  HASH_MISMATCH: 'it is not the hash of the data and the seed, or of the proof and the seed',
  PROOF_MISMATCH: 'it is not the hash of the data and the seed before',
  DATA_MISMATCH: 'it is not the data that was stored, or not the chunk that was asked for',
  ROOT_MISMATCH: 'it is not the root that was expected',
  OPENING_FAILED: 'it does not open to what was committed: it is not m*g + r*h',
  PATH_MISMATCH: 'the path is not that of the chunk that was asked for, or does not lead to the root',
};

/** A verdict for people. */
export const proofLines = (verdict: ProofVerdict, { paint }: Context): string[] =>
  verdict.kind === 'passed'
    ? [paint.good('passed')]
    : [`${paint.bad('refused')}: ${verdict.reason}`, `  ${verdict.field}: ${PROOF_REASONS[verdict.reason]}`];

/** The same for --json; `outcome` is what TaskBatchCompleted says of it. */
export const proofJson = (verdict: ProofVerdict): object => {
  const outcome = taskOutcome(verdict);
  if (verdict.kind === 'passed') return { verdict: verdict.kind, outcome };
  const { kind, reason, field } = verdict;
  return { verdict: kind, outcome, reason, field, says: PROOF_REASONS[reason] };
};
