import { type Answer, asAnswer } from './answer.js';
import { decodeBase64 } from './base64.js';
import { pureSha3, type Sha3 } from './sha3.js';
import { isRefused, type ProofVerdict, refuse } from './verdict.js';
import { type ChallengeAnchor, challengeAnchors, verifyChallenge } from './verify-challenge.js';
import { verifyRetrieve } from './verify-retrieve.js';
import { verifyStore } from './verify-store.js';

const textIn = (request: Answer, field: string): string => {
  const value = Object.hasOwn(request, field) ? request[field] : undefined;
  return typeof value === 'string' ? value : '';
};

const numberIn = (request: Answer, field: string): number => {
  const value = Object.hasOwn(request, field) ? request[field] : undefined;
  return typeof value === 'number' ? value : -1;
};

const dataIn = (request: Answer): Uint8Array | undefined => {
  const text = Object.hasOwn(request, 'data') ? request['data'] : undefined;
  return typeof text === 'string' ? decodeBase64(text, text.length) : undefined;
};

const ANCHORS_MAX = 3;

const anchorOf = (u: unknown): ChallengeAnchor | undefined => {
  if (typeof u !== 'object' || u === null || !('kind' in u && 'value' in u)) return undefined;
  const { kind, value } = u;
  if (typeof value !== 'string') return undefined;
  return kind === 'commitmentProof' || kind === 'chunkHash' || kind === 'merkleRoot' ? { kind, value } : undefined;
};

const anchorsIn = (request: Answer): readonly [ChallengeAnchor, ...ChallengeAnchor[]] | undefined => {
  const given = Object.hasOwn(request, 'anchors') ? request['anchors'] : undefined;
  if (!Array.isArray(given) || given.length > ANCHORS_MAX) return undefined;
  const anchors = given.flatMap((u) => anchorOf(u) ?? []);
  const [first, ...more] = anchors;
  return first === undefined || anchors.length !== given.length ? undefined : [first, ...more];
};

const bases = (request: Answer) => ({ g: textIn(request, 'g'), h: textIn(request, 'h') });

const challengeOf = (request: Answer, response: unknown, sha3: Sha3): ProofVerdict => {
  const seed = textIn(request, 'seed');
  const [chunkBytes, index] = [numberIn(request, 'chunkBytes'), numberIn(request, 'index')];
  const data = dataIn(request);
  if (data === undefined) {
    if (Object.hasOwn(request, 'data')) return refuse('BAD_REQUEST', 'data');
    const anchors = anchorsIn(request);
    if (anchors === undefined) return refuse('BAD_REQUEST', 'anchors');
    const dataBytes = numberIn(request, 'dataBytes');
    return verifyChallenge({ ...bases(request), seed, dataBytes, chunkBytes, index, anchors }, response, sha3);
  }
  const anchors = challengeAnchors(data, { prevSeed: textIn(request, 'prevSeed'), chunkBytes, index }, sha3);
  const asked = { ...bases(request), seed, dataBytes: data.length, chunkBytes, index, anchors };
  return verifyChallenge(asked, response, sha3);
};

const retrieveOf = (request: Answer, response: unknown, sha3: Sha3): ProofVerdict => {
  const [dataHash, dataBytes] = [textIn(request, 'dataHash'), numberIn(request, 'dataBytes')];
  const [seed, prevSeed] = [textIn(request, 'seed'), textIn(request, 'prevSeed')];
  return verifyRetrieve({ dataHash, dataBytes, seed, prevSeed }, response, sha3);
};

const storeOf = (request: Answer, response: unknown, sha3: Sha3): ProofVerdict => {
  const data = dataIn(request);
  if (data === undefined) return refuse('BAD_REQUEST', 'data');
  return verifyStore({ ...bases(request), seed: textIn(request, 'seed'), data }, response, sha3);
};

/**
 * The verdict on a whole proof as it stands in a file (docs/proofs.md, "A proof in a file"): {task, request, response}, where the
 * request is what the validator asked for, with data as base64. A challenge has anchors, or the data itself and prevSeed. Takes
 * any value and never throws.
 */
export const verifyProof = (proof: unknown, sha3: Sha3 = pureSha3): ProofVerdict => {
  const file = asAnswer(proof);
  const request = isRefused(file) ? file : asAnswer(file['request']);
  if (isRefused(file) || isRefused(request)) return refuse('BAD_REQUEST', 'request');
  const response = file['response'];
  switch (file['task']) {
    case 'store':
      return storeOf(request, response, sha3);
    case 'challenge':
      return challengeOf(request, response, sha3);
    case 'retrieve':
      return retrieveOf(request, response, sha3);
    default:
      return refuse('BAD_REQUEST', 'task');
  }
};
