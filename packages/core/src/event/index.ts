import { BlockFinalized } from './block-finalized.js';
import { ChainEpochRead } from './chain-epoch-read.js';
import { ChainStateMissing } from './chain-state-missing.js';
import { ChainWeightsRead } from './chain-weights-read.js';
import { EpochScored, TierRecomputed, WeightsComputed } from './claims.js';
import type { EventType } from './define.js';
import { EpochOpened } from './epoch-opened.js';
import { EvidenceListed } from './evidence-listed.js';
import { ManifestSeen } from './manifest-seen.js';
import { MechanismActivated } from './mechanism-activated.js';
import { MetagraphSnapshotTaken } from './metagraph-snapshot-taken.js';
import { MonitorPinged } from './monitor-pinged.js';
import { NeuronRegistered } from './neuron-registered.js';
import { ItemsMeasured, ItemsReturned, QueryIssued } from './queries.js';
import { SpotCheckFailed, SpotCheckInconclusive, SpotCheckPassed } from './spot-checks.js';
import { SubmissionCommitted } from './submission-committed.js';
import { SubmissionMeasured } from './submission-measured.js';
import { SubmissionSeen } from './submission-seen.js';
import { TaskBatchCompleted } from './task-batch-completed.js';
import { WeightsSubmitted } from './weights-submitted.js';

/** Every fact: types and versions are only ever added. */
export type Fact =
  | MechanismActivated
  | EpochOpened
  | BlockFinalized
  | MetagraphSnapshotTaken
  | NeuronRegistered
  | SubmissionCommitted
  | ManifestSeen
  | SubmissionSeen
  | SubmissionMeasured
  | SpotCheckPassed
  | SpotCheckFailed
  | SpotCheckInconclusive
  | TaskBatchCompleted
  | MonitorPinged
  | QueryIssued
  | ItemsReturned
  | ItemsMeasured
  | EvidenceListed;

/** Every claim: a derived result that somebody stated; replay recomputes it and never reads it as an input. */
export type Claim = TierRecomputed | EpochScored | WeightsComputed;

/** Every record: what was read from or sent to the chain about weights. Scoring never reads one, and no segment has one. */
export type ChainRecord = ChainEpochRead | ChainWeightsRead | ChainStateMissing | WeightsSubmitted;

/** The declarations of all facts. */
export const FACT_TYPES: readonly EventType[] = [
  MechanismActivated,
  EpochOpened,
  BlockFinalized,
  MetagraphSnapshotTaken,
  NeuronRegistered,
  SubmissionCommitted,
  ManifestSeen,
  SubmissionSeen,
  SubmissionMeasured,
  SpotCheckPassed,
  SpotCheckFailed,
  SpotCheckInconclusive,
  TaskBatchCompleted,
  MonitorPinged,
  QueryIssued,
  ItemsReturned,
  ItemsMeasured,
  EvidenceListed,
];

/** The declarations of all claims. */
export const CLAIM_TYPES: readonly EventType[] = [TierRecomputed, EpochScored, WeightsComputed];

/** The declarations of all records. */
export const RECORD_TYPES: readonly EventType[] = [
  ChainEpochRead,
  ChainWeightsRead,
  ChainStateMissing,
  WeightsSubmitted,
];

const byName = (types: readonly EventType[]): ReadonlyMap<string, EventType> =>
  new Map(types.map((type) => [type.type, type]));

/** Facts by their type name. */
export const FACT_TYPE: ReadonlyMap<string, EventType> = byName(FACT_TYPES);
/** Claims by their type name. */
export const CLAIM_TYPE: ReadonlyMap<string, EventType> = byName(CLAIM_TYPES);
/** Records by their type name. */
export const RECORD_TYPE: ReadonlyMap<string, EventType> = byName(RECORD_TYPES);

export {
  BlockFinalized,
  ChainEpochRead,
  ChainStateMissing,
  ChainWeightsRead,
  EpochOpened,
  EpochScored,
  EvidenceListed,
  ItemsMeasured,
  ItemsReturned,
  ManifestSeen,
  MechanismActivated,
  MetagraphSnapshotTaken,
  MonitorPinged,
  NeuronRegistered,
  QueryIssued,
  SpotCheckFailed,
  SpotCheckInconclusive,
  SpotCheckPassed,
  SubmissionCommitted,
  SubmissionMeasured,
  SubmissionSeen,
  TaskBatchCompleted,
  TierRecomputed,
  WeightsComputed,
  WeightsSubmitted,
};
