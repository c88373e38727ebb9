import { encodeUtf8 } from '../hash/utf8.js';
import { asAnswer, hashOf, pointOf, randomnessOf } from './answer.js';
import { opens } from './pedersen.js';
import { type Bases, decodeBases, isSeed, otherRequest } from './request.js';
import { hashInt, pureSha3, type Sha3 } from './sha3.js';
import { isRefused, PASSED, type ProofVerdict, refuse } from './verdict.js';

/** What a validator asked for: it sent the data (as it was sent, so encrypted) with two points and a seed. */
export interface StoreRequest extends Bases {
  readonly seed: string;
  readonly data: Uint8Array;
}

/**
 * Whether an answer {commitment, commitment_hash, randomness} to a store request is right: commitment_hash is H(data || seed) and
 * the commitment opens to it. It proves that the miner received the data, and nothing about keeping it. Never throws on an answer.
 */
export const verifyStore = (request: StoreRequest, response: unknown, sha3: Sha3 = pureSha3): ProofVerdict => {
  const bases = decodeBases(request);
  if (isRefused(bases)) return bases;
  if (!isSeed(request.seed)) return refuse('BAD_REQUEST', 'seed');
  const answer = asAnswer(response);
  if (isRefused(answer)) return answer;
  const hash = hashOf(answer, 'commitment_hash');
  if (isRefused(hash)) return hash;
  const commitment = pointOf(answer, 'commitment');
  if (isRefused(commitment)) return commitment;
  const randomness = randomnessOf(answer, 'randomness');
  if (isRefused(randomness)) return randomness;
  const other = otherRequest(answer, request);
  if (other !== undefined) return other;

  const m = hashInt(sha3, [request.data, encodeUtf8(request.seed)]);
  if (hash !== m.toString()) return refuse('HASH_MISMATCH', 'commitment_hash');
  return opens(bases.g, bases.h, commitment, m, randomness) ? PASSED : refuse('OPENING_FAILED', 'commitment');
};
