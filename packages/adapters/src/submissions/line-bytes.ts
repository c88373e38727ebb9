import { encodeEvent, encodeUtf8, type Fact } from '@subnet-scoring/core';

/** More than the line of a measure takes. It is counted with the sighting, so that what was seen can be measured. */
const MEASURE_BYTES = 1500;

/** What a fact takes of the room that a miner has in an observer's part of an epoch, in bytes of lines. */
export const lineBytes = (fact: Fact): number => {
  if (fact.type !== 'ManifestSeen' && fact.type !== 'SubmissionSeen') return 0;
  return encodeUtf8(encodeEvent(fact)).length + (fact.type === 'SubmissionSeen' ? MEASURE_BYTES : 0);
};
