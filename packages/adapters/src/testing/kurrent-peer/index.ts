export { flipBit, type PeerFaults } from './faults.js';
export { type KurrentPeer, startKurrentPeer } from './peer.js';
export type { StoredEvent } from './streams.js';
