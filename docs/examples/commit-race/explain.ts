import type { Account } from '../../ids.js';
import { check, type Explanation, step } from '../../mechanism/explanation.js';
import type { Outcome } from './close.js';

/** Why a miner got its share: each step with the lines of the segment behind it. */
export const explain = ({ draft, order, reasons }: Outcome, hotkey: Account): Explanation => {
  const reason = reasons.get(hotkey);
  const commit = draft.commits.get(hotkey);
  const rank = order.findIndex((racer) => racer.hotkey === hotkey);
  const lines = commit === undefined ? [] : [commit.line];
  const steps = [
    check(reason !== 'NOT_REGISTERED', 'in the snapshot at startBlock', [draft.context.start.line]),
    check(reason !== 'RESTING', `no win in the last ${draft.params.restEpochs} epochs`),
    commit === undefined ? check(false, 'committed') : check(true, `committed at block ${commit.block}`, lines),
    ...(rank < 0 ? [] : [step(`arrived as number ${rank + 1} of ${order.length}`, lines)]),
  ];
  return { sections: [{ title: `commit-race: ${reason ?? 'no answer'}`, steps }] };
};
