import { type Account, compareAccounts } from '../../ids.js';
import { FX_ZERO, type Fx } from '../../numbers/fx.js';
import { normaliseShares } from '../../primitives/shares.js';
import type { Draft } from './draft.js';
import type { Identity } from './identity.js';
import type { Reason } from './reasons.js';

/** One miner with its share, and the one reason for it. */
export interface Miner {
  readonly hotkey: Account;
  /** Undefined for who is not registered throughout the epoch. */
  readonly identity: Identity | undefined;
  readonly share: Fx;
  readonly reason: Reason;
}

const reasonOf = (identity: Identity | undefined, share: Fx): Reason => {
  if (identity === undefined) return 'NOT_REGISTERED';
  if (share > 0n) return 'SCORED';
  if (identity.score < 0n) return 'NEGATIVE';
  return identity.tasks > 0 ? 'NO_REWARD' : 'NO_TASKS';
};

/**
 * Rule 8: every miner with an answer, by account: the startBlock snapshot without the burn hotkey, and whoever else was in a batch
 * or ping that counts. A share is the positive score over the sum of them; if nobody has one, everything burns.
 */
export const shareOut = (draft: Draft, kept: ReadonlyMap<Account, Identity>): Miner[] => {
  const { start, burnHotkey } = draft.context;
  const hotkeys = new Set([...start.byHotkey.keys(), ...draft.outsiders.keys()]);
  hotkeys.delete(burnHotkey);
  const ordered = [...hotkeys].sort(compareAccounts);
  const shares = normaliseShares(ordered.map((hotkey) => kept.get(hotkey)?.score ?? FX_ZERO));
  return ordered.map((hotkey, at) => {
    const identity = kept.get(hotkey);
    const share = shares[at] ?? FX_ZERO;
    return { hotkey, identity, share, reason: reasonOf(identity, share) };
  });
};
