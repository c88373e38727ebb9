import { toHex } from '../hash/bytes.js';
import { encodeUtf8 } from '../hash/utf8.js';
import { type Answer, asAnswer, HASH_MAX, hashOf, pointOf, randomnessOf, textOf } from './answer.js';
import { base64Length, decodeBase64 } from './base64.js';
import { chainedHash, dataHash, seededHash } from './chained-hash.js';
import { chunkAt, chunkCount, chunkLength } from './chunks.js';
import { decodeDecimal } from './decimal.js';
import { decodeHex } from './hex.js';
import { pathShape, rootOfPath } from './merkle.js';
import { decodePath } from './path-text.js';
import { opens } from './pedersen.js';
import { POINT_BYTES_MAX, type Point, pointBytes } from './point.js';
import { type Bases, decodeBases, isSeed, otherRequest } from './request.js';
import { hashInt, pureSha3, type Sha3 } from './sha3.js';
import { isRefused, PASSED, type ProofVerdict, type Refused, refuse } from './verdict.js';

/**
 * Something about the data that the validator has known since it stored it. Without an anchor an answer proves only that it agrees
 * with itself, which anybody can make up: so there is always at least one, and every one that is given must hold.
 * - commitmentProof: H(data || the seed before) in decimal. The miner could have made it when it got that seed.
 * - chunkHash: H(the chunk asked for) in decimal. Proves that the miner can produce the chunk now.
 * - merkleRoot: where the miner's randomness follows from the seed by a rule, the root is known in advance.
 */
export type ChallengeAnchor =
  | { readonly kind: 'commitmentProof'; readonly value: string }
  | { readonly kind: 'chunkHash'; readonly value: string }
  | { readonly kind: 'merkleRoot'; readonly value: string };

/** What a validator asked for: chunk `index` of data of `dataBytes` cut into `chunkBytes`. */
export interface ChallengeRequest extends Bases {
  readonly seed: string;
  readonly dataBytes: number;
  readonly chunkBytes: number;
  readonly index: number;
  readonly anchors: readonly [ChallengeAnchor, ...ChallengeAnchor[]];
}

/** The anchors of a later challenge, computed while the data is at hand; `prevSeed` is the seed of the request before it. */
export const challengeAnchors = (
  data: Uint8Array,
  asked: { readonly prevSeed: string; readonly chunkBytes: number; readonly index: number },
  sha3: Sha3 = pureSha3,
): readonly [ChallengeAnchor, ChallengeAnchor] => [
  { kind: 'commitmentProof', value: seededHash(data, asked.prevSeed, sha3) },
  { kind: 'chunkHash', value: dataHash(chunkAt(data, asked.chunkBytes, asked.index), sha3) },
];

const isAnchor = ({ kind, value }: ChallengeAnchor): boolean =>
  (kind === 'merkleRoot' ? decodeHex(value, POINT_BYTES_MAX) : decodeDecimal(value, HASH_MAX)) !== undefined;

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 1;

const badRequest = ({ seed, dataBytes, chunkBytes, index, anchors }: ChallengeRequest): Refused | undefined => {
  if (!isSeed(seed)) return refuse('BAD_REQUEST', 'seed');
  if (!isCount(dataBytes)) return refuse('BAD_REQUEST', 'dataBytes');
  if (!isCount(chunkBytes)) return refuse('BAD_REQUEST', 'chunkBytes');
  const isIndex = Number.isSafeInteger(index) && index >= 0 && index < chunkCount(dataBytes, chunkBytes);
  if (!isIndex) return refuse('BAD_REQUEST', 'index');
  return anchors.length === 0 || !anchors.every(isAnchor) ? refuse('BAD_REQUEST', 'anchors') : undefined;
};

interface Fields {
  readonly hash: string;
  readonly proof: string;
  readonly commitment: Point;
  readonly randomness: bigint;
  readonly chunk: Uint8Array;
  readonly root: string;
  readonly path: string;
}

const decodeFields = (answer: Answer, chunkBytes: number): Fields | Refused => {
  const hash = hashOf(answer, 'commitment_hash');
  if (isRefused(hash)) return hash;
  const proof = hashOf(answer, 'commitment_proof');
  if (isRefused(proof)) return proof;
  const commitment = pointOf(answer, 'commitment');
  if (isRefused(commitment)) return commitment;
  const randomness = randomnessOf(answer, 'randomness');
  if (isRefused(randomness)) return randomness;
  const path = textOf(answer, 'merkle_proof');
  if (isRefused(path)) return path;
  const root = textOf(answer, 'merkle_root');
  if (isRefused(root)) return root;
  const data = textOf(answer, 'data_chunk');
  if (isRefused(data)) return data;
  if (data.length !== base64Length(chunkBytes)) return refuse('DATA_MISMATCH', 'data_chunk');
  const chunk = decodeBase64(data, chunkBytes + 2); // the same text length can hold up to 2 bytes more
  if (chunk === undefined) return refuse('MALFORMED', 'data_chunk');
  if (chunk.length !== chunkBytes) return refuse('DATA_MISMATCH', 'data_chunk');
  return { hash, proof, commitment, randomness, chunk, root, path };
};

const breaksAnchor = ({ kind, value }: ChallengeAnchor, fields: Fields, sha3: Sha3): Refused | undefined => {
  switch (kind) {
    case 'commitmentProof':
      return fields.proof === value ? undefined : refuse('PROOF_MISMATCH', 'commitment_proof');
    case 'chunkHash':
      return dataHash(fields.chunk, sha3) === value ? undefined : refuse('DATA_MISMATCH', 'data_chunk');
    case 'merkleRoot':
      return fields.root === value ? undefined : refuse('ROOT_MISMATCH', 'merkle_root');
    default:
      return kind satisfies never;
  }
};

/**
 * Whether an answer {commitment_hash, commitment_proof, commitment, data_chunk, randomness, merkle_proof, merkle_root} to a
 * challenge is right: the chained hash, every anchor, the opening of the chunk's commitment, and a path from exactly the chunk
 * that was asked for to the root. Never throws on an answer; fields are limited by what the request allows before they are read.
 */
export const verifyChallenge = (request: ChallengeRequest, response: unknown, sha3: Sha3 = pureSha3): ProofVerdict => {
  const { seed, dataBytes, chunkBytes, index, anchors } = request;
  const bases = decodeBases(request);
  if (isRefused(bases)) return bases;
  const bad = badRequest(request);
  if (bad !== undefined) return bad;
  const answer = asAnswer(response);
  if (isRefused(answer)) return answer;
  const fields = decodeFields(answer, chunkLength(dataBytes, chunkBytes, index));
  if (isRefused(fields)) return fields;
  const other = otherRequest(answer, request);
  if (other !== undefined) return other;

  if (fields.hash !== chainedHash(fields.proof, seed)) return refuse('HASH_MISMATCH', 'commitment_hash');
  for (const anchor of anchors) {
    const broken = breaksAnchor(anchor, fields, sha3);
    if (broken !== undefined) return broken;
  }
  const m = hashInt(sha3, [fields.chunk, encodeUtf8(seed)]);
  if (!opens(bases.g, bases.h, fields.commitment, m, fields.randomness)) return refuse('OPENING_FAILED', 'commitment');
  const path = decodePath(fields.path, pathShape(index, chunkCount(dataBytes, chunkBytes)));
  if (path === 'malformed') return refuse('MALFORMED', 'merkle_proof');
  if (path === 'other shape') return refuse('PATH_MISMATCH', 'merkle_proof');
  const root = toHex(rootOfPath(pureSha3, pointBytes(fields.commitment), path));
  return root === fields.root ? PASSED : refuse('PATH_MISMATCH', 'merkle_root');
};
