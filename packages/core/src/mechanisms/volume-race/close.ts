import type { Account } from '../../ids.js';
import type { CheckedRows, EpochScores, Evidence } from '../../mechanism/mechanism.js';
import { FX_ZERO } from '../../numbers/fx.js';
import { windowBuckets } from '../../primitives/window.js';
import type { Draft } from './draft.js';
import { keepIdentities, scopeOf } from './history.js';
import { minerReason } from './miner-reason.js';
import { calledHotkeys, hotkeysWithReason, type Miner, scoredMiners } from './miners.js';
import { countNewItems, type NewItems, type TakenAnswer } from './new-items.js';
import { notices } from './notices.js';
import { closeRounds } from './rounds.js';
import { type Scored, scoreMiners } from './scores.js';
import type { State } from './state.js';

/** Everything the close decided, for explanations. */
export interface Outcome {
  readonly draft: Draft;
  readonly answers: ReadonlyMap<Account, readonly TakenAnswer[]>;
  readonly scored: ReadonlyMap<Account, Scored>;
  readonly called: ReadonlySet<Account>;
  /** Epochs in the window, ascending. */
  readonly buckets: readonly number[];
}

const answersByHotkey = (answers: readonly TakenAnswer[]): Map<Account, TakenAnswer[]> => {
  const found = new Map<Account, TakenAnswer[]>();
  for (const taken of answers) {
    const list = found.get(taken.answer.hotkey);
    if (list === undefined) found.set(taken.answer.hotkey, [taken]);
    else list.push(taken);
  }
  return found;
};

/** What spot checks of all answers of a miner showed; a miner of whom nothing was drawn is not in it. */
const checkedOf = (answers: ReadonlyMap<Account, readonly TakenAnswer[]>): Map<Account, CheckedRows> => {
  const found = new Map<Account, CheckedRows>();
  for (const [hotkey, own] of answers) {
    const checks = own.flatMap(({ check }) => check ?? []);
    if (checks.length === 0) continue;
    found.set(hotkey, {
      passed: checks.reduce((sum, { passed }) => sum + passed, 0),
      conclusive: checks.reduce((sum, { conclusive }) => sum + conclusive, 0),
    });
  }
  return found;
};

/** The epochs of the window when this one is closed: it is a bucket when any answer counted in it. */
const bucketsAfter = ({ params, state, context }: Draft, { counts }: NewItems): readonly number[] => {
  const { kind, epochs } = params.window;
  const existing = counts.size > 0 ? [...state.buckets, context.epoch] : state.buckets;
  return windowBuckets(kind, epochs, context.epoch, existing);
};

const nextState = (
  { params, context, rounds }: Draft,
  { history }: NewItems,
  buckets: readonly number[],
  miners: ReadonlyMap<Account, Miner>,
  scored: readonly Scored[],
): State => ({
  standings: new Map(scored.map(({ miner, standing }) => [miner.hotkey, standing])),
  buckets,
  history: keepIdentities(history, new Set([...miners.values()].map((miner) => scopeOf(params.dedupeScope, miner)))),
  called: closeRounds(rounds, context),
});

/** Closes an epoch: the rules of README.md in this folder, in order. It never waits: queries are not voted on. */
export const closeEpoch = (draft: Draft, { seed }: Evidence): EpochScores<Outcome> & { readonly state: State } => {
  const { params, state, context } = draft;
  const miners = scoredMiners(context);
  const items = countNewItems(draft, seed, miners);
  const buckets = bucketsAfter(draft, items);
  const scored = scoreMiners(params, context.epoch, buckets, state.standings, miners, items.counts);
  const byHotkey = new Map(scored.map((one) => [one.miner.hotkey, one]));
  const answers = answersByHotkey(items.answers);
  const called = calledHotkeys(draft);
  return {
    kind: 'scored',
    miners: hotkeysWithReason(draft, miners, called).map((hotkey) => ({
      hotkey,
      share: byHotkey.get(hotkey)?.share ?? FX_ZERO,
      reason: minerReason(hotkey, byHotkey.get(hotkey), answers.get(hotkey) ?? [], called),
    })),
    tierMoves: [],
    tiers: new Map(),
    notices: notices(draft, items),
    checked: checkedOf(answers),
    outcome: { draft, answers, scored: byHotkey, called, buckets },
    state: nextState(draft, items, buckets, miners, scored),
  };
};
