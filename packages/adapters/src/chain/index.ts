export { endpointOf, NETWORKS } from './networks.js';
export { type ObservedEpochs, observedEpochs } from './observed-epochs.js';
export { type Chain, type ChainOptions, openChain } from './open-chain.js';
export {
  type BlockRange,
  type EpochWindow,
  epochsRange,
  epochWindow,
  type Known,
  type Pulled,
  type PulledLines,
  type PullPlan,
  planPull,
  pullBlocks,
  pullLines,
  readKnown,
} from './pull/index.js';
