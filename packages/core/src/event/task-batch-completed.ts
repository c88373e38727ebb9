import { defineEvent, type EventOf } from './define.js';
import { listOf, record, type ValueOf } from './field.js';
import { account, integer, oneOf, text } from './values.js';

const RESULTS_MAX = 65_536;
const positive = integer(1, Number.MAX_SAFE_INTEGER);

const result = record('result of one miner', {
  bytes: positive,
  hotkey: account,
  latencyMs: positive,
  outcome: oneOf('passed', 'failed', 'timeout'),
});
/** What one miner did in a batch: bytes is what the validator asked for or sent, never the size of the answer. */
export type TaskResult = ValueOf<typeof result>;

const distinctHotkeys = (results: readonly TaskResult[]): boolean =>
  new Set(results.map(({ hotkey }) => hotkey)).size === results.length;

/** A validator finished one batch of storage tasks; results are in the order of its requests. */
export const TaskBatchCompleted = defineEvent({
  type: 'TaskBatchCompleted',
  phase: 9,
  origin: 'observer',
  data: {
    batch: text(1, 64),
    cutoffMs: positive,
    results: listOf(result, RESULTS_MAX, { says: 'every hotkey once', holds: distinctHotkeys }),
    task: oneOf('store', 'challenge', 'retrieve'),
  },
});
export type TaskBatchCompleted = EventOf<typeof TaskBatchCompleted>;
