import { toHex } from '../hash/bytes.js';
import { encodeBase64 } from './base64.js';
import { chainedHash, seededHash } from './chained-hash.js';
import { chunkAt, chunkCount } from './chunks.js';
import { merkleLevels, merklePath } from './merkle.js';
import { encodePath } from './path-text.js';
import { commit } from './pedersen.js';
import { CURVE, encodePoint, pointBytes } from './point.js';
import { type Bases, decodeBases, isSeed } from './request.js';
import { pureSha3, type Sha3 } from './sha3.js';
import { isRefused, type Refused, refuse } from './verdict.js';

/** What a miner answers, under the names that FileTAO sends; hashes and randomness are decimal text. */
export interface StoreAnswer extends Bases {
  readonly curve: string;
  readonly commitment: string;
  readonly commitment_hash: string;
  readonly randomness: string;
}

export interface RetrieveAnswer {
  readonly commitment_hash: string;
  readonly commitment_proof: string;
  readonly data: string;
}

export interface ChallengeAnswer extends StoreAnswer {
  readonly commitment_proof: string;
  readonly data_chunk: string;
  readonly merkle_proof: string;
  readonly merkle_root: string;
}

/** A miner refuses to cut data into more chunks than this: each costs a few milliseconds, and the validator chooses the size. */
export const CHUNKS_MAX = 65_536;

/** The answer to a store request; `randomness` is drawn by the caller from 1..2^256. BAD_REQUEST for points or a seed that are none. */
export const proveStore = (
  request: Bases & { readonly seed: string },
  data: Uint8Array,
  randomness: bigint,
  sha3: Sha3 = pureSha3,
): StoreAnswer | Refused => {
  const bases = decodeBases(request);
  if (isRefused(bases)) return bases;
  if (!isSeed(request.seed)) return refuse('BAD_REQUEST', 'seed');
  const hash = seededHash(data, request.seed, sha3);
  return {
    curve: CURVE,
    g: request.g,
    h: request.h,
    commitment: encodePoint(commit(bases.g, bases.h, BigInt(hash), randomness)),
    commitment_hash: hash,
    randomness: randomness.toString(),
  };
};

/** The answer to a retrieve request, from the data and the seed of the request before. */
export const proveRetrieve = (
  request: { readonly seed: string; readonly prevSeed: string },
  data: Uint8Array,
  sha3: Sha3 = pureSha3,
): RetrieveAnswer => {
  const proof = seededHash(data, request.prevSeed, sha3);
  return {
    commitment_hash: chainedHash(proof, request.seed),
    commitment_proof: proof,
    data: encodeBase64(data),
  };
};

/**
 * The answer to a challenge: a commitment to every chunk, and the path of the one asked for. `randomnessOf` gives the randomness
 * of a chunk, 1..2^256. BAD_REQUEST for points, seeds or an index that are none, and for more than CHUNKS_MAX chunks.
 */
export const proveChallenge = (
  request: Bases & {
    readonly seed: string;
    readonly prevSeed: string;
    readonly chunkBytes: number;
    readonly index: number;
  },
  data: Uint8Array,
  randomnessOf: (index: number) => bigint,
  sha3: Sha3 = pureSha3,
): ChallengeAnswer | Refused => {
  const { seed, prevSeed, chunkBytes, index } = request;
  const bases = decodeBases(request);
  if (isRefused(bases)) return bases;
  if (!isSeed(seed)) return refuse('BAD_REQUEST', 'seed');
  if (!isSeed(prevSeed)) return refuse('BAD_REQUEST', 'prevSeed');
  if (!(Number.isSafeInteger(chunkBytes) && chunkBytes >= 1)) return refuse('BAD_REQUEST', 'chunkBytes');
  const count = chunkCount(data.length, chunkBytes);
  if (count > CHUNKS_MAX) return refuse('BAD_REQUEST', 'chunkBytes');
  if (!(Number.isSafeInteger(index) && index >= 0 && index < count)) return refuse('BAD_REQUEST', 'index');

  const commitments = Array.from({ length: count }, (_, i) =>
    commit(bases.g, bases.h, BigInt(seededHash(chunkAt(data, chunkBytes, i), seed, sha3)), randomnessOf(i)),
  );
  const leaves = commitments.map(pointBytes);
  const levels = merkleLevels(pureSha3, leaves);
  const proof = seededHash(data, prevSeed, sha3);
  return {
    curve: CURVE,
    g: request.g,
    h: request.h,
    commitment: toHex(leaves[index] ?? Uint8Array.of()),
    commitment_hash: chainedHash(proof, seed),
    commitment_proof: proof,
    data_chunk: encodeBase64(chunkAt(data, chunkBytes, index)),
    merkle_proof: encodePath(merklePath(levels, index)),
    merkle_root: toHex(levels.at(-1)?.[0] ?? Uint8Array.of()),
    randomness: randomnessOf(index).toString(),
  };
};
