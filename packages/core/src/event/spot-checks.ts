import { defineEvent, type EventOf } from './define.js';
import { ascendingBy, either, type Field, listOf, record, type ValueOf } from './field.js';
import { account, count, fieldName, hash32, itemId, oneOf, text, zipcode } from './values.js';

const row = record('row of a file', { contentSha256: hash32, row: count, zipcode });
const item = record('item of an answer', { item: itemId, query: text(1, 64) });
const subject: Field<ValueOf<typeof row> | ValueOf<typeof item>> = either(
  'a row of a file, or an item of an answer',
  (u) => typeof u === 'object' && u !== null && 'zipcode' in u,
  row,
  item,
);
/** What was checked. */
export type SpotCheckSubject = ValueOf<typeof subject>;

const FIELDS_MAX = 64;
const check = { evidenceSha256: hash32, hotkey: account, subject };

/** The source has what the miner delivered. */
export const SpotCheckPassed = defineEvent({ type: 'SpotCheckPassed', phase: 9, origin: 'observer', data: check });
export type SpotCheckPassed = EventOf<typeof SpotCheckPassed>;

/** The source has it not (absent), or has other values in `fields` (mismatch). */
export const SpotCheckFailed = defineEvent({
  type: 'SpotCheckFailed',
  phase: 9,
  origin: 'observer',
  data: {
    ...check,
    fields: listOf(
      fieldName,
      FIELDS_MAX,
      ascendingBy('name', (name) => name),
    ),
    verdict: oneOf('absent', 'mismatch'),
  },
});
export type SpotCheckFailed = EventOf<typeof SpotCheckFailed>;

/** The source gave no answer: never the miner's fault. */
export const SpotCheckInconclusive = defineEvent({
  type: 'SpotCheckInconclusive',
  phase: 9,
  origin: 'observer',
  data: { ...check, cause: oneOf('noAnswer', 'rateLimited', 'serverError', 'challenged') },
});
export type SpotCheckInconclusive = EventOf<typeof SpotCheckInconclusive>;
