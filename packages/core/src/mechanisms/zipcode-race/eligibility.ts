import type { Account } from '../../ids.js';
import type { Draft } from './evolve.js';
import { type Trust, trustOf } from './state.js';

/** A miner that may win in this epoch. */
export interface Eligible {
  readonly hotkey: Account;
  readonly coldkey: Account;
  readonly trust: Trust;
}

/** Why a hotkey may not win, with the lines behind it. */
export interface Ineligible {
  readonly reason: 'NOT_REGISTERED' | 'BARRED';
  readonly says: string;
  readonly lines: readonly number[];
}

/**
 * Who may win: registered before startBlock, still holding its slot until evidenceBlock, its coldkey not barred
 * (mechanisms/zipcode-race/README.md, rule 1).
 */
export const eligibility = (draft: Draft): ((hotkey: Account) => Eligible | Ineligible) => {
  const { opened, start, epoch } = draft.context;
  const changes = draft.registrations.filter(
    ({ fact }) => fact.block > opened.startBlock && fact.block < opened.evidenceBlock,
  );
  const changedUid = new Map(changes.map(({ fact, line }) => [fact.data.uid, line]));
  const changedHotkey = new Map(changes.map(({ fact, line }) => [fact.data.hotkey, line]));
  const refuse = (reason: Ineligible['reason'], says: string, ...lines: number[]): Ineligible => ({
    reason,
    says,
    lines,
  });
  return (hotkey) => {
    const neuron = start.byHotkey.get(hotkey);
    if (neuron === undefined) return refuse('NOT_REGISTERED', 'not in the snapshot at startBlock', start.line);
    if (neuron.registeredAt >= opened.startBlock) {
      return refuse('NOT_REGISTERED', `registered at block ${neuron.registeredAt}, not before startBlock`, start.line);
    }
    const change = changedUid.get(neuron.uid) ?? changedHotkey.get(hotkey);
    if (change !== undefined) return refuse('NOT_REGISTERED', 'its slot was registered anew in this epoch', change);
    const until = draft.state.barredUntil.get(neuron.coldkey);
    if (until !== undefined && until >= epoch) {
      return refuse('BARRED', `its coldkey ${neuron.coldkey} is barred until epoch ${until}`, start.line);
    }
    return { hotkey, coldkey: neuron.coldkey, trust: trustOf(draft.params, draft.state, hotkey, neuron.registeredAt) };
  };
};
