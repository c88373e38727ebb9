import type { Account } from '../../ids.js';
import { check, counted, type Explanation, type Section, type Step, step } from '../../mechanism/explanation.js';
import { formatFx } from '../../numbers/fx-text.js';
import type { Outcome } from './close.js';
import { type Draft, openDraft } from './draft.js';
import { evolve } from './evolve.js';
import { missStep, taskStep } from './explain-task.js';
import { pooled, TASKS } from './identity.js';
import type { Miner } from './miners.js';
import { type Tier, tierAt } from './params.js';
import type { Recompute } from './rollover.js';
import { wilsonScore } from './tiers.js';

const registered = ({ draft }: Outcome, { hotkey, identity }: Miner): Section => {
  const { start, burnHotkey } = draft.context;
  const title = 'Registration';
  if (identity !== undefined) {
    return { title, steps: [check(true, `registered at block ${identity.registeredAt}`, [start.line])] };
  }
  const ended = draft.ended.get(hotkey);
  const outside = draft.outsiders.get(hotkey);
  const lines = [start.line, ...(outside === undefined ? [] : [outside])];
  if (ended !== undefined) {
    return { title, steps: [check(false, 'NOT_REGISTERED: its slot or hotkey was registered anew', [ended])] };
  }
  const says = `NOT_REGISTERED: not in the snapshot at startBlock, so it is paid from the next epoch on`;
  return { title, steps: hotkey === burnHotkey ? [] : [check(false, says, lines)] };
};

/** What the miner met, seen by folding the epoch's facts once more. */
const watch = ({ params, before, context, facts }: Draft, watched: Account) => {
  const tasks: Step[] = [];
  const misses: Step[] = [];
  const draft = openDraft(params, before, context, {
    task: (hotkey, seen) => void (hotkey === watched && tasks.push(taskStep(params, seen))),
    miss: (hotkey, seen) => void (hotkey === watched && misses.push(missStep(params, seen))),
  });
  for (const { fact, line } of facts) evolve(draft, fact, line);
  return { tasks, misses };
};

const happened = ({ draft }: Outcome, { hotkey }: Miner): Section[] => {
  const { tasks, misses } = watch(draft, hotkey);
  const none = step('in no batch that counts in this epoch');
  return [
    { title: 'Tasks', steps: tasks.length === 0 ? [none] : tasks },
    ...(misses.length === 0 ? [] : [{ title: 'Pings', steps: misses }]),
  ];
};

const successes = (count: number): string => counted(count, 'success', 'successes');

const takes = ({ name, minWilsonppm, minSuccesses }: Tier): string =>
  `${name} takes ${minWilsonppm} ppm and ${successes(minSuccesses)}`;

const rolloverStep = ({ draft: { params } }: Outcome, { block, from, to, s, n, lifetime }: Recompute) => {
  const [before, after] = [tierAt(params, from), tierAt(params, to)];
  // What it got, and what it did not get: the tier it held, else the next better one.
  const rows = [after, ...(from < to ? [before] : to > 0 ? [tierAt(params, to - 1)] : [])];
  const score = (): string => formatFx(wilsonScore(params.wilson, s, n));
  const judged =
    n === 0 && params.emptyWindow === 'keep'
      ? 'nothing was tried: the tier stays'
      : [`Wilson ${params.wilson.kind} of ${s} in ${n} = ${score()}, ${successes(lifetime)}`, ...rows.map(takes)].join(
          ' ; ',
        );
  const says = from === to ? `stays ${after.name}` : `${before.name} to ${after.name}`;
  return step(`rollover at block ${block}: ${says}`, [], judged);
};

const tiers = (outcome: Outcome, { hotkey, identity }: Miner): Section[] => {
  if (identity === undefined) return [];
  const { params } = outcome.draft;
  const { name, limitBytes } = tierAt(params, identity.tier);
  const steps = outcome.recomputed
    .filter((item) => item.hotkey === hotkey && item.registeredAt === identity.registeredAt)
    .map((item) => rolloverStep(outcome, item));
  const counts = TASKS.map((task) => `${task} ${identity.successes[task]} of ${identity.attempts[task]}`).join(', ');
  const sinceRollover = `${pooled(identity.successes)} of ${pooled(identity.attempts)} since the last rollover (${counts}), ${successes(identity.lifetime)} in all`;
  return [{ title: 'Tier', steps: [...steps, step(`holds ${name}, up to ${limitBytes} bytes`, [], sinceRollover)] }];
};

const paid = ({ total }: Outcome, { identity, share, reason }: Miner): Section => {
  if (identity === undefined) return { title: 'Share', steps: [check(false, `${reason}: share ${formatFx(share)}`)] };
  const score = `score ${formatFx(identity.score)}`;
  const formula =
    total === 0n
      ? `${score} ; nobody has a positive score: everything burns`
      : `floor(max(0, ${score}) / ${formatFx(total as typeof share)}) = ${formatFx(share)} ; the divisor is the sum of all positive scores`;
  return { title: 'Share', steps: [check(reason === 'SCORED', `${reason}: share ${formatFx(share)}`, [], formula)] };
};

/** Why a miner got its share: every batch, ping and rollover it met, with formula, values and the lines behind it. */
export const explain = (outcome: Outcome, hotkey: Account): Explanation => {
  const miner = outcome.miners.find((item) => item.hotkey === hotkey);
  if (miner === undefined) return { sections: [] };
  return {
    sections: [registered(outcome, miner), ...happened(outcome, miner), ...tiers(outcome, miner), paid(outcome, miner)],
  };
};
