import type { Fact } from '../../event/index.js';
import type { Account, Uid } from '../../ids.js';
import type { EpochContext } from '../../mechanism/mechanism.js';
import { newcomer, type OwnIdentity, ownIdentity } from './identity.js';
import type { Params } from './params.js';
import { type Recompute, rolloverAfter } from './rollover.js';
import type { NextRollover, State } from './state.js';
import type { Witness } from './witness.js';

/** Everything one epoch's facts came to so far. It belongs to one fold and is changed in place. */
export interface Draft {
  readonly params: Params;
  readonly context: EpochContext;
  /** The state before the epoch. */
  readonly before: State;
  /** Who holds an identity now, by hotkey. */
  readonly identities: Map<Account, OwnIdentity>;
  readonly holders: Map<Uid, Account>;
  /** Hotkeys of the startBlock snapshot whose identity ended in this epoch, with the line that ended it. */
  readonly ended: Map<Account, number>;
  /** Hotkeys outside the startBlock snapshot in facts that count, with the first such line. */
  readonly outsiders: Map<Account, number>;
  /** Lines of the first batch and ping of each key. */
  readonly batches: Map<string, number>;
  readonly pings: Map<string, number>;
  /** The facts that changed anything, with their lines: an explanation folds them again. */
  readonly facts: { readonly fact: Fact; readonly line: number }[];
  readonly recomputed: Recompute[];
  /** Lines of batches and pings that a second one of the same key repeats otherwise. */
  readonly repeats: string[];
  readonly ignored: { otherObservers: number; outside: number };
  rollover: NextRollover;
  /** Is told what happens; undefined while nobody asks. */
  readonly witness: Witness | undefined;
}

/**
 * A draft for one epoch: identities as the snapshot at startBlock has them. An identity that is no longer there has ended; one
 * that is new starts clean.
 */
export const openDraft = (params: Params, state: State, context: EpochContext, witness?: Witness): Draft => {
  const { start, opened } = context;
  const identities = new Map<Account, OwnIdentity>();
  const holders = new Map<Uid, Account>();
  for (const { hotkey, uid, registeredAt } of start.neurons) {
    const known = state.identities.get(hotkey);
    const identity = known?.registeredAt === registeredAt ? known : newcomer(params, registeredAt);
    identities.set(hotkey, ownIdentity(identity, uid));
    holders.set(uid, hotkey);
  }
  const { rolloverBlocks } = params;
  const carried = state.rollover?.everyBlocks === rolloverBlocks ? state.rollover : undefined;
  return {
    params,
    context,
    before: state,
    identities,
    holders,
    ended: new Map(),
    outsiders: new Map(),
    batches: new Map(),
    pings: new Map(),
    facts: [],
    recomputed: [],
    repeats: [],
    ignored: { otherObservers: 0, outside: 0 },
    rollover: carried ?? rolloverAfter(rolloverBlocks, opened.startBlock),
    witness,
  };
};
