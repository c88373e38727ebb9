export { appendLines } from './append-lines.js';
export { type BundlePlace, formatBundleKey, parseBundleKey } from './bundle/layout.js';
export type { BundleProblem, BundleReader, BundleRefusal } from './bundle/read.js';
export { bundleMessage } from './bundle/sign.js';
export { type CheckOptions, type CheckStep, checkEpoch } from './check/check.js';
export { type ContentStore, folderContents } from './check/contents.js';
export { type Due, type DuePlan, type DueRules, dueOf, duePlan, type Look, type Looks, looksBy } from './check/due.js';
export { type ConsensusReport, readConsensus } from './consensus/consensus.js';
export type { Dissent } from './consensus/dissents.js';
export type { RoundFailure } from './failure.js';
export { type IngestedChain, ingestChain } from './ingest/chain.js';
export { type IngestedMiner, type IngestOptions, ingestEpoch } from './ingest/ingest.js';
export type { MinerTally } from './ingest/tally.js';
export { type OpenedEpoch, readOpenedEpoch } from './opened-epoch.js';
export { isOwnLog } from './own-log.js';
export { type PermittedValidator, permittedValidators } from './permitted-validators.js';
export type { PublishFailure } from './publish/failure.js';
export { publishObservations } from './publish/observations.js';
export {
  type PulledObservations,
  type PullObservationsOptions,
  pullObservations,
} from './publish/pull-observations.js';
export { publishResult } from './publish/result.js';
export type { PublishMode, PublishStep } from './publish/upload.js';
export { type EpochBlocks, nextStep, type RoundStep, type RoundView } from './run/next-step.js';
export type { RanStep, RunFailure, RunOptions } from './run/options.js';
export { runRound } from './run/run.js';
export { type Assignment, type FitFile, readSubmission, type UnfitFile } from './submit/folder.js';
export { type GrantOptions, grantUploader } from './submit/grants.js';
export type { SubmitOptions, SubmitStep } from './submit/options.js';
export { manifestOf, submit } from './submit/submit.js';
export { bucketUploader, type Uploaded, type Uploader } from './submit/upload.js';
