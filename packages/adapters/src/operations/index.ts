export { type AppendOptions, type AppendProgress, appendFacts } from './append.js';
export { type AuditLogOptions, type AuditReport, auditLog } from './audit-log.js';
export { type CatchChance, catchChances } from './catch-chances.js';
export { checkLine, checkRecord } from './check-line.js';
export { type Evaluated, evaluateEpoch, previewEpoch } from './evaluate.js';
export { explainWeight } from './explain-weight.js';
export { exportFacts, exportRecords } from './export-facts.js';
export { factsAt } from './facts-at.js';
export { type FactOfType, factsOfType } from './facts-of-type.js';
export type { Failure } from './failure.js';
export { type FoundMiner, findMiner, PREFIX_LENGTH_MIN } from './find-miner.js';
export { type Imported, importFacts } from './import-facts.js';
export { collectStats, type MinerStats } from './miner-stats.js';
export { whyNoWeights } from './no-weights.js';
export { type OpenFact, readOpenEpoch } from './open-epoch.js';
export { readLines } from './read-segment.js';
export {
  compareSeal,
  headState,
  type ReplayedEpoch,
  type ReplayOptions,
  type ReplayStart,
  replayLog,
  startBefore,
} from './replay-log.js';
export { diffRulesets, type RulesetDifference } from './ruleset-diff.js';
export { decodeRuleset, encodeRuleset, rulesetHash } from './ruleset-file.js';
export { sealAll } from './seal-all.js';
export { type Sealed, sealEpoch } from './seal-epoch.js';
export { type SignOptions, signFacts } from './sign-facts.js';
export { type SourceLine, splitLines } from './split-lines.js';
export { type Verified, verifyLog } from './verify-log.js';
