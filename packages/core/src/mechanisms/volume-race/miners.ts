import { type Account, type Block, compareAccounts } from '../../ids.js';
import type { EpochContext } from '../../mechanism/mechanism.js';
import type { Draft } from './draft.js';

/** An identity that is scored: a hotkey of the startBlock snapshot with the block of its registration. */
export interface Miner {
  readonly hotkey: Account;
  readonly coldkey: Account;
  readonly registeredAt: Block;
}

/** Everybody who is scored, by account: the startBlock snapshot without the burn hotkey. */
export const scoredMiners = ({ start, burnHotkey }: EpochContext): Map<Account, Miner> =>
  new Map(
    start.neurons
      .filter(({ hotkey }) => hotkey !== burnHotkey)
      .sort((a, b) => compareAccounts(a.hotkey, b.hotkey))
      .map(({ hotkey, coldkey, registeredAt }) => [hotkey, { hotkey, coldkey, registeredAt }]),
  );

/** Hotkeys that a query of the epoch names. */
export const calledHotkeys = (draft: Draft): Set<Account> => {
  const found = new Set<Account>();
  for (const { data } of draft.queries.values()) for (const hotkey of data.hotkeys) found.add(hotkey);
  return found;
};

/** Every hotkey with a reason, by account: who is scored, and whoever else was called or answered. */
export const hotkeysWithReason = (
  draft: Draft,
  scored: ReadonlyMap<Account, Miner>,
  called: ReadonlySet<Account>,
): Account[] => {
  const answered = [...draft.answers.values()].map(({ hotkey }) => hotkey);
  const all = new Set([...scored.keys(), ...called, ...answered]);
  all.delete(draft.context.burnHotkey);
  return [...all].sort(compareAccounts);
};
