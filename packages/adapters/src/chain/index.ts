export { endpointOf, NETWORKS } from './networks.js';
export { type ObservedEpochs, observedEpochs } from './observed-epochs.js';
export { type Chain, type ChainOptions, openChain } from './open-chain.js';
export { type EpochWindow, epochWindow, type Pulled, type PullPlan, pullBlocks } from './pull/index.js';
