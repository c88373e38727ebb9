export { decodeBase64, encodeBase64 } from './base64.js';
export { chainedHash, dataHash, seededHash } from './chained-hash.js';
export { chunkAt, chunkCount, chunkLength } from './chunks.js';
export { type Cid, cidBytes, cidOf, decodeCid } from './cid.js';
export {
  merkleLevels,
  merklePath,
  type PathStep,
  pathShape,
  rootOfPath,
  type Side,
  type StepShape,
} from './merkle.js';
export { decodePath, encodePath } from './path-text.js';
export { commit, opens } from './pedersen.js';
export { CURVE, decodePoint, encodePoint, type Point, pointBytes } from './point.js';
export { verifyProof } from './proof-file.js';
export {
  CHUNKS_MAX,
  type ChallengeAnswer,
  proveChallenge,
  proveRetrieve,
  proveStore,
  type RetrieveAnswer,
  type StoreAnswer,
} from './prove.js';
export { type Bases, isSeed } from './request.js';
export { hashInt, pureSha3, type Sha3 } from './sha3.js';
export { taskOutcome } from './task-outcome.js';
export { isRefused, type ProofReason, type ProofVerdict, type Refused } from './verdict.js';
export { type ChallengeAnchor, type ChallengeRequest, challengeAnchors, verifyChallenge } from './verify-challenge.js';
export { type RetrieveRequest, verifyRetrieve } from './verify-retrieve.js';
export { type StoreRequest, verifyStore } from './verify-store.js';
