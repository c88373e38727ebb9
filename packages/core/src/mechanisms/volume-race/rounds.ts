import type { Neuron } from '../../event/metagraph-snapshot-taken.js';
import { type Account, compareAccounts } from '../../ids.js';
import type { Draw } from '../../mechanism/draw.js';
import type { EpochContext } from '../../mechanism/mechanism.js';
import { calledAfter, selectMiners } from '../../primitives/round-robin.js';
import type { State } from './state.js';

/** Who may be called: every neuron of a snapshot without validator permit, by account. */
export const eligibleMiners = (neurons: readonly Neuron[]): Account[] =>
  neurons
    .filter(({ validatorPermit }) => !validatorPermit)
    .map(({ hotkey }) => hotkey)
    .sort(compareAccounts);

/** Whom each observer has called in its round; each keeps its own (rule 1). */
export interface Rounds {
  readonly eligible: readonly Account[];
  readonly called: Map<Account, ReadonlySet<Account>>;
}

/** The rounds as the epoch before left them. */
export const openRounds = (context: EpochContext, called: State['called']): Rounds => ({
  eligible: eligibleMiners(context.start.neurons),
  called: new Map(called),
});

const NOBODY: ReadonlySet<Account> = new Set();

/** Whom an observer should call next, in drawn order (rule 1). Without a name of its own it is at the start of a round. */
export const selectNext = (
  called: State['called'],
  { sha256, neurons, blockHash, k, by }: Draw,
): readonly Account[] => {
  const round = by === undefined ? undefined : called.get(by);
  return selectMiners(sha256, blockHash, eligibleMiners(neurons), round ?? NOBODY, k).selected;
};

/** Follows a query, whoever drew its hotkeys and how. */
export const noteCalled = ({ eligible, called }: Rounds, by: Account, hotkeys: readonly Account[]): void => {
  called.set(by, calledAfter(eligible, called.get(by) ?? NOBODY, hotkeys));
};

/** The rounds at the end of an epoch. Who left the subnet is forgotten, so that a round never outgrows it. */
export const closeRounds = ({ called }: Rounds, { start }: EpochContext): State['called'] => {
  const left = new Map<Account, ReadonlySet<Account>>();
  for (const [by, hotkeys] of called) {
    const stay = [...hotkeys].filter((hotkey) => start.byHotkey.has(hotkey));
    if (stay.length > 0) left.set(by, new Set(stay));
  }
  return left;
};
