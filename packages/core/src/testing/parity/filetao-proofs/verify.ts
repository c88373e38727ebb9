import { toHex } from '../../../hash/bytes.js';
import { decodeUtf8, encodeUtf8 } from '../../../hash/utf8.js';
import { commit } from '../../../proofs/pedersen.js';
import { type Point, pointBytes } from '../../../proofs/point.js';
import { hashInt, pureSha3 } from '../../../proofs/sha3.js';
import { validateMerkleProof } from './merkle.js';
import { isRaised, type Outcome, raise } from './outcome.js';
import { hexToPoint } from './point.js';
import { pythonB64decode, pythonInt } from './python-text.js';

/**
 * What FileTAO's validator says (storage/validator/verify.py @ def46f8): it takes g, h and the root from the miner's own answer, and
 * compares the proof with nothing. null is Python's None; randomness is decimal text.
 */
export type FiletaoAnswer = Readonly<Record<string, string | null | undefined>>;

const hashText = (...parts: readonly (Uint8Array | string)[]): string =>
  hashInt(
    pureSha3,
    parts.map((part) => (typeof part === 'string' ? encodeUtf8(part) : part)),
  ).toString();

/** hash_data: SHA3-256 as a number, of bytes, or of the text of anything else. */
export const filetaoHash = (data: Uint8Array | string): string => hashText(data);

const isNone = (u: unknown): u is null | undefined => u === null || u === undefined;

/** verify_chained_commitment: the commitment is H(proof || seed), compared as text. Where the proof is from does not matter. */
export const verifyChainedCommitment = (
  proof: string | null | undefined,
  seed: string | null | undefined,
  commitment: string | null | undefined,
): boolean => !isNone(proof) && !isNone(seed) && !isNone(commitment) && hashText(proof, seed) === commitment;

const openCommitment = (answer: FiletaoAnswer, m: string): Outcome<Point | false> => {
  const points: Point[] = [];
  for (const field of ['g', 'h', 'commitment']) {
    const point = hexToPoint(answer[field]);
    if (isRaised(point)) return point;
    points.push(point);
  }
  const [g, h, commitment] = points;
  const randomness = pythonInt(answer['randomness'] ?? '');
  if (g === undefined || h === undefined || commitment === undefined || randomness === undefined) {
    return raise('TypeError');
  }
  if (randomness < 0n) return raise('ValueError');
  return commit(g, h, BigInt(m), randomness).equals(commitment) ? commitment : false;
};

/** verify_store_with_seed. */
export const verifyFiletaoStore = (answer: FiletaoAnswer, data: Uint8Array, seed: string): Outcome<boolean> => {
  const hash = hashText(data, seed);
  if (answer['commitment_hash'] !== hash) return false;
  const opened = openCommitment(answer, hash);
  return isRaised(opened) ? opened : opened !== false;
};

const parsePath = (text: string | null | undefined): Outcome<readonly unknown[]> => {
  if (isNone(text)) return raise('TypeError');
  const bytes = pythonB64decode(text);
  if (bytes === undefined) return raise('Error');
  try {
    const parsed: unknown = JSON.parse(decodeUtf8(bytes));
    return Array.isArray(parsed) ? parsed : raise('TypeError');
  } catch {
    return raise('JSONDecodeError');
  }
};

/** The point as ecc_point_to_hex writes it; infinity is "0,0". */
const pointHex = (point: Point): string => toHex(point.is0() ? encodeUtf8('0,0') : pointBytes(point));

/** verify_challenge_with_seed. */
export const verifyFiletaoChallenge = (answer: FiletaoAnswer, seed: string): Outcome<boolean> => {
  if (!verifyChainedCommitment(answer['commitment_proof'], seed, answer['commitment_hash'])) return false;
  const chunk = answer['data_chunk'];
  const data = isNone(chunk) ? undefined : pythonB64decode(chunk);
  const opened = openCommitment(answer, data === undefined ? '0' : hashText(data, seed));
  if (isRaised(opened)) return opened;
  if (data === undefined) return raise(isNone(chunk) ? 'TypeError' : 'Error');
  if (opened === false) return false;
  const path = parsePath(answer['merkle_proof']);
  if (isRaised(path)) return path;
  return validateMerkleProof(path, pointHex(opened), answer['merkle_root'] ?? '');
};
