import { asAnswer, HASH_MAX, hashOf, textOf } from './answer.js';
import { base64Length, decodeBase64 } from './base64.js';
import { chainedHash, dataHash, seededHash } from './chained-hash.js';
import { decodeDecimal } from './decimal.js';
import { isSeed } from './request.js';
import { pureSha3, type Sha3 } from './sha3.js';
import { isRefused, PASSED, type ProofVerdict, refuse } from './verdict.js';

/** What a validator asked for: the data with this hash (decimal) and length. `prevSeed` is the seed of the request before. */
export interface RetrieveRequest {
  readonly dataHash: string;
  readonly dataBytes: number;
  readonly seed: string;
  readonly prevSeed: string;
}

const badField = ({ dataHash: hash, dataBytes, seed, prevSeed }: RetrieveRequest): string | undefined => {
  if (decodeDecimal(hash, HASH_MAX) === undefined) return 'dataHash';
  if (!(Number.isSafeInteger(dataBytes) && dataBytes >= 0)) return 'dataBytes';
  if (!isSeed(seed)) return 'seed';
  return isSeed(prevSeed) ? undefined : 'prevSeed';
};

/**
 * Whether an answer {data, commitment_hash, commitment_proof} to a retrieve is right: the data has the hash that was asked for,
 * commitment_proof is H(data || prevSeed) and commitment_hash is H(proof || seed). It proves that the miner has the data now.
 * Never throws on an answer; data of another length is not decoded.
 */
export const verifyRetrieve = (request: RetrieveRequest, response: unknown, sha3: Sha3 = pureSha3): ProofVerdict => {
  const bad = badField(request);
  if (bad !== undefined) return refuse('BAD_REQUEST', bad);
  const answer = asAnswer(response);
  if (isRefused(answer)) return answer;
  const hash = hashOf(answer, 'commitment_hash');
  if (isRefused(hash)) return hash;
  const proof = hashOf(answer, 'commitment_proof');
  if (isRefused(proof)) return proof;
  const text = textOf(answer, 'data');
  if (isRefused(text)) return text;
  if (text.length !== base64Length(request.dataBytes)) return refuse('DATA_MISMATCH', 'data');
  const data = decodeBase64(text, request.dataBytes + 2); // the same text length can hold up to 2 bytes more
  if (data === undefined) return refuse('MALFORMED', 'data');

  if (hash !== chainedHash(proof, request.seed)) return refuse('HASH_MISMATCH', 'commitment_hash');
  if (dataHash(data, sha3) !== request.dataHash) return refuse('DATA_MISMATCH', 'data');
  return proof === seededHash(data, request.prevSeed, sha3) ? PASSED : refuse('PROOF_MISMATCH', 'commitment_proof');
};
