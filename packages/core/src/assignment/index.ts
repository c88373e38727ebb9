export {
  type Assignment,
  type AssignmentInput,
  type AssignmentReason,
  assignZipcodes,
  type CandidateVerdict,
  type LiftedBound,
} from './assign.js';
export type { Candidate } from './candidate.js';
export type { DrawSeed } from './draw.js';
export { type Goal, goalOf } from './goal.js';
export type { PastAssignment } from './hindrances.js';
export { epochNonce, type Opening, openedBy } from './opening.js';
export type { AssignmentParams } from './params.js';
export { assignmentParamsHash, decodeAssignmentParams, encodeAssignmentParams } from './params-text.js';
export { defaultAssignmentParams } from './shipped.js';
export { decodeZipcodes, zipcodesHash } from './table.js';
