export * from './assignment/index.js';
export * from './audit/index.js';
export * from './bundle/index.js';
export * from './calendar/index.js';
export { resolveActivation } from './engine/activations.js';
export { type ClaimDifference, compareClaims } from './engine/claims.js';
export { type EpochReplay, initialReplay, replayEpoch } from './engine/replay.js';
export type { ClaimData, EpochResult, EpochWeights, MechanismResult, ReplayState } from './engine/result.js';
export { decodeSnapshot, encodeSnapshot } from './engine/snapshot.js';
export * from './errors.js';
export { encodeCanonical } from './event/canonical.js';
export {
  type Decoded,
  decodeClaim,
  decodeFact,
  decodeLineBytes,
  decodeRecord,
  LINE_BYTES_MAX,
  readRecord,
} from './event/decode.js';
export type { EventType, Ix } from './event/define.js';
export { encodeEvent } from './event/encode.js';
export * from './event/index.js';
export type { Json } from './event/json.js';
export { manifestSha256 } from './event/manifest.js';
export { type Refuse, readJson, refuseWith } from './event/read-json.js';
export { type Refusal, reportFirst } from './event/report.js';
export { compareText, fromHex, toHex } from './hash/bytes.js';
export { type Host, pureHost, type Sha256, type Sha256Stream } from './hash/host.js';
export * from './hash/tagged.js';
export { decodeUtf8, encodeUtf8 } from './hash/utf8.js';
export * from './ids.js';
export { looksLikeKey } from './key-material.js';
export { decodeHeader, encodeHeader, headerHash, type LogHeader, logHeader } from './log/header.js';
export { compareRanks, compareUtf8, type FactLine, rankOf, sortCanonical } from './log/order.js';
export { rulesHash, type ScoreLine, type Seal, type SealStatus, scoresHash, sealHash } from './log/seal.js';
export { evidenceBound, type Selected, segmentHash, selectSegment } from './log/segment.js';
export type { Draw } from './mechanism/draw.js';
export type { Explanation, Section, Step } from './mechanism/explanation.js';
export type {
  AcceptedFile,
  EpochContext,
  EpochScores,
  Evidence,
  FileRating,
  Mechanism,
  MinerScore,
} from './mechanism/mechanism.js';
export type { Metagraph } from './mechanism/metagraph.js';
export type { PlannedCheck, PlannedItems, PlannedRows, PlanRound } from './mechanism/plan.js';
export { findMechanism, MECHANISMS } from './mechanism/registry.js';
export type { StatsCell, StatsColumn, StatsTable, StatsUnit } from './mechanism/stats.js';
export { reasonOfMove, type TierCheck, type TierDemand, type TierReason, type TierRules } from './mechanism/tiers.js';
export { expFloor } from './numbers/exp.js';
export * from './numbers/fx.js';
export { formatFx, parseFx, roundFx } from './numbers/fx-text.js';
export { isqrt } from './numbers/isqrt.js';
export { lnFloor } from './numbers/ln.js';
export { normalCdfFloor } from './numbers/normal-cdf.js';
export { sigmoidFloor } from './numbers/sigmoid.js';
export { emaFloor } from './primitives/ema.js';
export { catchProbability, type Rational } from './primitives/hypergeometric.js';
export { type EvidenceRule, type EvidenceVerdict, judgeEvidence } from './primitives/min-evidence.js';
export { type Exponent, powerFloor, powerInt } from './primitives/power.js';
export { rankBy } from './primitives/rank.js';
export { calledAfter, type Selection, selectMiners } from './primitives/round-robin.js';
export { sample } from './primitives/sample.js';
export { normaliseShares } from './primitives/shares.js';
export { taper } from './primitives/taper.js';
export { ascendingBy, bySeededHash, descendingBy } from './primitives/tie.js';
export { wilsonCentre, wilsonCentreAtLeast, wilsonLower, wilsonLowerAtLeast } from './primitives/wilson.js';
export { sumWindow, type WindowKind, windowBuckets } from './primitives/window.js';
export { type Deviation, type Moments, momentsOf, zScore } from './primitives/z-score.js';
export { findRuleset, RULESETS, type Ruleset, rulesetForm } from './rulesets/index.js';
export { chainUpscale } from './weights/chain-upscale.js';
export type { BurnCause, CombinedScore } from './weights/combine.js';
export { commitHash, commitPreimage, type Reveal } from './weights/commit-hash.js';
export { mechanismIndex, mechanismOf } from './weights/mechanism-index.js';
export { type PlanProfile, type PlanRow, planVector, type WeightPlan } from './weights/plan.js';
export { type Obstacle, planObstacles, reassignedUids } from './weights/plan-check.js';
export { decodePlan, decodeSending, encodePlan, encodeSending } from './weights/plan-codec.js';
export { type PlanRounding, planRounding } from './weights/plan-rounding.js';
export {
  type Attempt,
  EXTRINSIC_LIFE_BLOCKS,
  planStands,
  type RevealTime,
  revealTime,
  type Sending,
  type SendingState,
  type SentSubnet,
  sendingHash,
  sendingState,
  type WaitingCommit,
} from './weights/plan-sent.js';
export type { ScoredEpoch } from './weights/plan-shares.js';
export { nextAllowedBlock, type PlanNeuron, type PlanSubnet, type SendMode, sendMode } from './weights/plan-subnet.js';
export { type PlanChoices, planWeights } from './weights/plan-weights.js';
export { quantiseWeights, type WeightProfile } from './weights/quantise.js';
export { type Standing, standingVector } from './weights/standing.js';
export type { UidShare, WeightVector } from './weights/vector.js';
export { weightsHash } from './weights/weights-hash.js';
