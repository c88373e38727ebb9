export type { Keys } from './check-signature.js';
export type { Fault, FaultRule, Faults } from './faults.js';
export type { S3Request } from './message.js';
export type { OperationName } from './operations.js';
export { type S3Peer, type S3PeerOptions, startS3Peer } from './peer.js';
export { signatureOf } from './sigv4.js';
export { newBucket, type StoredBucket, type StoredVersion } from './store.js';
