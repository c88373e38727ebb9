export { appendLines } from './append-lines.js';
export type { RoundFailure } from './failure.js';
export { type IngestedMiner, type IngestOptions, ingestEpoch } from './ingest.js';
export { type IngestedChain, ingestChain } from './ingest-chain.js';
export type { MinerTally } from './ingest-tally.js';
export { type OpenedEpoch, readOpenedEpoch } from './opened-epoch.js';
