import { defineEvent, type EventOf } from './define.js';
import { listOf } from './field.js';
import { account, block, mecId, oneOf, u16, uid } from './values.js';

const ENTRIES_MAX = 4096;

/** Record: the row of weights of one validator that the epoch of the chain in `block` used. */
export const ChainWeightsRead = defineEvent({
  type: 'ChainWeightsRead',
  phase: -1,
  origin: 'record',
  data: {
    cause: oneOf('set', 'reveal', 'timelocked', 'unknown'),
    causeBlock: block,
    commitBlock: block,
    hotkey: account,
    lastUpdate: block,
    mecid: mecId,
    uid,
    uids: listOf(uid, ENTRIES_MAX, {
      says: 'every uid once',
      holds: (uids) => new Set(uids).size === uids.length,
    }),
    values: listOf(u16, ENTRIES_MAX),
  },
  rules: [
    { says: 'as many values as uids', holds: ({ uids, values }) => uids.length === values.length },
    { says: 'commitBlock <= causeBlock', holds: ({ commitBlock, causeBlock }) => commitBlock <= causeBlock },
    {
      says: 'commitBlock = causeBlock where cause is "set"',
      holds: ({ cause, commitBlock, causeBlock }) => cause !== 'set' || commitBlock === causeBlock,
    },
  ],
});
export type ChainWeightsRead = EventOf<typeof ChainWeightsRead>;
