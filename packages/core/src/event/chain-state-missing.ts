import { defineEvent, type EventOf } from './define.js';
import { either, type Field, record, type ValueOf } from './field.js';
import { account, block, mecId, text, uid } from './values.js';

const commit = record('commit that was not revealed', { commitBlock: block, hotkey: account, uid });
const blocks = record('blocks that were not given', { firstBlock: block, lastBlock: block }, [
  { says: 'firstBlock <= lastBlock', holds: ({ firstBlock, lastBlock }) => firstBlock <= lastBlock },
]);
const missing: Field<ValueOf<typeof commit> | ValueOf<typeof blocks>> = either(
  'a commit that was not revealed, or blocks that were not given',
  (u) => typeof u === 'object' && u !== null && 'hotkey' in u,
  commit,
  blocks,
);
/** What could not be read. */
export type MissingOnChain = ValueOf<typeof missing>;

/** Record: what the chain or its node could not give when it was read up to `block`, and why. */
export const ChainStateMissing = defineEvent({
  type: 'ChainStateMissing',
  phase: -1,
  origin: 'record',
  data: { mecid: mecId, missing, why: text(1, 256) },
});
export type ChainStateMissing = EventOf<typeof ChainStateMissing>;
