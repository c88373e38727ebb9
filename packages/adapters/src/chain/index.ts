export { endpointOf, NETWORKS } from './networks.js';
export { type Chain, type ChainOptions, openChain } from './open-chain.js';
