import { type Account, compareAccounts } from '../ids.js';
import type { Mechanism, MinerScore } from '../mechanism/mechanism.js';
import { FX_ONE, FX_ZERO, sumFx } from '../numbers/fx.js';

/**
 * What every mechanism owes the engine: shares >= 0 that sum to at most one, every hotkey once and by account, never the
 * burn hotkey, reasons of its closed list. Throws an Error that names the mechanism: it is the author's mistake.
 */
export const assertScores = (mechanism: Mechanism, burnHotkey: Account, miners: readonly MinerScore[]): void => {
  const fail = (what: string): never => {
    throw new Error(`${mechanism.name}@${mechanism.version}: ${what}`);
  };
  const reasons = new Set(mechanism.reasons);
  miners.forEach(({ hotkey, share, reason }, at) => {
    const before = miners[at - 1];
    if (before !== undefined && compareAccounts(before.hotkey, hotkey) >= 0) fail(`${hotkey} is out of order or twice`);
    if (hotkey === burnHotkey) fail(`the burn hotkey ${hotkey} has a score`);
    if (share < FX_ZERO) fail(`${hotkey} has the negative share ${share}`);
    if (!reasons.has(reason)) fail(`${hotkey} has the reason ${reason}, which is not in its list`);
  });
  const total = sumFx(miners.map(({ share }) => share));
  if (total > FX_ONE) fail(`shares sum to ${total}, more than 10^18`);
};
