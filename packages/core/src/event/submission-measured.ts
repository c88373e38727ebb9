import { defineEvent, type EventOf } from './define.js';
import { record, repeated } from './field.js';
import { mapOf } from './json.js';
import { count, hash32, integer, text, versioned, zipcode } from './values.js';

const FIELDS_MAX = 1024;
// What a miner wrote: any integer is a fact, even one that can never match.
const anyInteger = integer(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
const header = record('header as read', {
  epoch: anyInteger,
  hotkey: text(0, 256),
  netuid: anyInteger,
  nonce: repeated(text(0, 256)),
});

/** What an extractor counted in one file: a pure function of the bytes, the zipcode and the extractor version. */
export const SubmissionMeasured = defineEvent({
  type: 'SubmissionMeasured',
  phase: 8,
  origin: 'observer',
  data: {
    contentSha256: hash32,
    duplicateIdRows: count,
    extractor: repeated(versioned),
    filled: mapOf(count, FIELDS_MAX),
    header,
    rows: count,
    rowsRoot: hash32,
    wrongZipRows: count,
    zipcode,
  },
});
export type SubmissionMeasured = EventOf<typeof SubmissionMeasured>;
