export {
  type BundleIndex,
  type BundlePart,
  type BundleStage,
  decodeIndex,
  encodeIndex,
  filePartName,
  hashIndex,
  INDEX_BYTES_MAX,
  PART,
  PART_BYTES_MAX,
  PARTS_MAX,
  partBytesMax,
  type SignedIndex,
} from './bundle-index.js';
export { compareSegments, type SegmentDifference } from './compare-segments.js';
export { confidenceOf, decodeConfidence, encodeConfidence, type FileConfidence } from './confidence.js';
export {
  type Camp,
  CONSENSUS_QUORUM_PPM,
  type Consensus,
  type ConsensusVerdict,
  firstOutputDifference,
  formConsensus,
  type OutputDifference,
  outputKey,
  type Voice,
} from './consensus.js';
export { type Contradiction, compareConfidence, contradictedByCopies, contradictedByFacts } from './contradiction.js';
export type { FileName, Look } from './looks.js';
export { readSegmentFacts, type SegmentFacts } from './segment-facts.js';
export {
  decodeStatedWeights,
  decodeStatement,
  encodeStatedWeights,
  encodeStatement,
  type StatedWeights,
  type Statement,
} from './statement.js';
