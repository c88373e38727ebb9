export { type Audit, type AuditOptions, openAudit } from './audit.js';
export { type AuditedEpoch, epochAt } from './audited-epoch.js';
export type { Reassigned } from './expected-row.js';
export type { Finding, JudgedRow, Unjudged, Verdict } from './finding.js';
export type { RowRules } from './judge-row.js';
export type { WeightDelta } from './row.js';
export type { AuditedValidator } from './sum-up.js';
