import { defineEvent, type EventOf } from './define.js';
import { either, type Field, listOf, record, type ValueOf } from './field.js';
import { count, hash32, mecId, oneOf, text, u16, uid } from './values.js';

const ENTRIES_MAX = 4096;

const commit = record('hash of a commit', { commit: hash32 });
const row = record('row of weights', { uids: listOf(uid, ENTRIES_MAX), values: listOf(u16, ENTRIES_MAX) }, [
  { says: 'as many values as uids', holds: ({ uids, values }) => uids.length === values.length },
]);
const sent: Field<ValueOf<typeof commit> | ValueOf<typeof row>> = either(
  'the hash of a commit, or a row of weights',
  (u) => typeof u === 'object' && u !== null && 'commit' in u,
  commit,
  row,
);
/** What an extrinsic carried: the row itself, or what hides it. */
export type WeightsSent = ValueOf<typeof sent>;

/** Record: a validator sent weights of the epoch to the chain, and what became of it in or before `block`. */
export const WeightsSubmitted = defineEvent({
  type: 'WeightsSubmitted',
  phase: -1,
  origin: 'record',
  sender: true,
  data: {
    call: oneOf(
      'set_weights',
      'set_mechanism_weights',
      'commit_weights',
      'commit_mechanism_weights',
      'reveal_weights',
      'reveal_mechanism_weights',
      'commit_timelocked_weights',
      'commit_timelocked_mechanism_weights',
    ),
    extrinsic: hash32,
    mecid: mecId,
    outcome: oneOf('finalized', 'refused', 'unknown'),
    sent,
    versionKey: count,
    why: text(0, 256),
  },
});
export type WeightsSubmitted = EventOf<typeof WeightsSubmitted>;
