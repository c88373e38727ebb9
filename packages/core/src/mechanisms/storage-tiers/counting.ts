import type { MonitorPinged, TaskBatchCompleted } from '../../event/index.js';
import { isHeard } from '../../observers/index.js';
import type { Draft } from './draft.js';

type Observed = TaskBatchCompleted | MonitorPinged;

const isInside = ({ context: { opened } }: Draft, block: number): boolean =>
  block >= opened.startBlock && block < opened.endBlock;

/** The natural key: what is one observation, however often it is written down. */
const keyOf = (fact: Observed): string =>
  fact.type === 'TaskBatchCompleted' ? `${fact.by} ${fact.data.batch}` : `${fact.by} ${fact.block}`;

const nameOf = (fact: Observed): string =>
  fact.type === 'TaskBatchCompleted' ? `batch ${fact.data.batch}` : `pings at block ${fact.block}`;

/**
 * True for a batch or ping that counts: by the rule set's observer, at startBlock <= block < endBlock, and the first of its key in
 * canonical order. What does not count is remembered for the notices.
 */
export const counts = (draft: Draft, fact: Observed, line: number): boolean => {
  if (!isHeard(draft.params.observer, draft.context.authority, fact.by)) {
    draft.ignored.otherObservers += 1;
    return false;
  }
  if (!isInside(draft, fact.block)) {
    draft.ignored.outside += 1;
    return false;
  }
  const lines = fact.type === 'TaskBatchCompleted' ? draft.batches : draft.pings;
  const key = keyOf(fact);
  const first = lines.get(key);
  if (first === undefined) {
    lines.set(key, line);
    return true;
  }
  draft.repeats.push(`${nameOf(fact)} of ${fact.by}: line ${line} differs from line ${first}, which counts`);
  return false;
};
