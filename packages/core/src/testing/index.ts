export { filetao3001, filetaoReadme1, masa110, mip2, zipcodeRace1, zipcodeRaceMajority1 } from '../rulesets/index.js';
export { type AnswerOptions, answerPlan, evidenceLists } from './answer-plan.js';
export { evidenceList } from './evidence-list.js';
export { type Envelope, type FactOf, lineOf, makeFact, type Plain } from './fact.js';
export type { FileOptions } from './file.js';
export { type Given, given, type Scores } from './given.js';
export { accountOf, hashOf } from './names.js';
export { activation, blockHash, finalized, nonceOf, type OpeningOptions, opening } from './opening.js';
export { type Random, seededRandom } from './random.js';
export {
  byEpoch,
  bytesOf,
  inCanonicalOrder,
  replayFacts,
  replayLines,
  segmentLines,
  withLines,
} from './replay-facts.js';
export { checkRound, type Finding, honestSource, type Lookup, type Source, spotCheck } from './spot-check.js';
export {
  type Answer,
  type BatchOptions,
  pinged,
  storageWorld,
  taskBatch,
} from './storage-tasks.js';
export { type SubmissionOptions, submission } from './submission.js';
export { type EpochBlocks, type NeuronOptions, smallWorld, type World, type WorldOptions } from './world.js';
