import { defineEvent, type EventOf } from './define.js';
import { account, count, hash32, text, zipcode } from './values.js';

/** An observer saw one object of a miner in the bucket. Times that the bucket or the miner wrote decide nothing. */
export const SubmissionSeen = defineEvent({
  type: 'SubmissionSeen',
  phase: 7,
  origin: 'observer',
  data: {
    bytes: count,
    contentSha256: hash32,
    etag: text(0, 256),
    hotkey: account,
    key: text(1, 1024),
    lastModifiedMs: count,
    versionId: text(0, 1024),
    zipcode,
  },
});
export type SubmissionSeen = EventOf<typeof SubmissionSeen>;
