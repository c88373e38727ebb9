export { type ChainNode, type ChainNodeOptions, startChainNode } from './chain-node.js';
export type { Faults } from './faults.js';
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
export { type StorageWrite, withStorage } from './with-storage.js';
