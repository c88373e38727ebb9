/**
 * Why a proof does not count; a closed list. Of several the first that is found is given.
 * - BAD_REQUEST: what the validator says it asked for makes no sense; nothing is said about the miner.
 * - MISSING, MALFORMED: a field of the answer is not there, or is not in the one spelling of its kind.
 * - OTHER_REQUEST: the answer names another curve, g or h than the request did.
 * - HASH_MISMATCH: commitment_hash is not the hash that it must be.
 * - PROOF_MISMATCH: commitment_proof is not the hash of the data and the seed before.
 * - DATA_MISMATCH: the data, or the chunk, is not what was stored, or has another size.
 * - ROOT_MISMATCH: merkle_root is not the one expected.
 * - OPENING_FAILED: the commitment is not m*g + r*h.
 * - PATH_MISMATCH: the path is not that of the chunk that was asked for, or does not lead to the root.
 */
export type ProofReason =
  | 'BAD_REQUEST'
  | 'MISSING'
  | 'MALFORMED'
  | 'OTHER_REQUEST'
  | 'HASH_MISMATCH'
  | 'PROOF_MISMATCH'
  | 'DATA_MISMATCH'
  | 'ROOT_MISMATCH'
  | 'OPENING_FAILED'
  | 'PATH_MISMATCH';

/** Passed, or refused with a reason and the field that shows it. */
export type ProofVerdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'refused'; readonly reason: ProofReason; readonly field: string };

export type Refused = Extract<ProofVerdict, { readonly kind: 'refused' }>;

export const PASSED: ProofVerdict = { kind: 'passed' };

export const refuse = (reason: ProofReason, field: string): Refused => ({ kind: 'refused', reason, field });

/** Whether what was decoded is a refusal instead. */
export const isRefused = (u: unknown): u is Refused =>
  typeof u === 'object' && u !== null && 'kind' in u && u.kind === 'refused';
