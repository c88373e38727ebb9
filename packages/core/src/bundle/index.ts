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
  type SignedIndex,
} from './bundle-index.js';
export { compareSegments, type SegmentDifference } from './compare-segments.js';
export { type CheckEvidence, confidenceOf, encodeConfidence, type FileConfidence } from './confidence.js';
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
export {
  decodeStatedWeights,
  decodeStatement,
  encodeStatedWeights,
  encodeStatement,
  type StatedWeights,
  type Statement,
} from './statement.js';
