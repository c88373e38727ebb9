export { signedCall } from './call.js';
export { type ChainNode, type ChainNodeOptions, startChainNode } from './chain-node.js';
export type { Faults } from './faults.js';
export { besideRepository, syntheticRecording } from './fixture.js';
export type { BlockContent, Pending } from './make-block.js';
export type { Overlay } from './overlay.js';
export {
  type Diff,
  type Header,
  type Hex,
  type RecordedBlock,
  type Recording,
  type RuntimeVersion,
  readRecording,
  type Upgrade,
} from './recording.js';
export { type Runtime, runtimeOf } from './runtime.js';
export { type SmallSubnet, smallChain } from './small-chain.js';
export { type StorageWrite, withStorage } from './with-storage.js';
