import { compareText } from '../hash/bytes.js';
import { type Account, accountHex } from '../ids.js';
import type { MinerScore } from '../mechanism/mechanism.js';
import { FX_ONE, type Fx, fxFromPpm, fxFromRaw } from '../numbers/fx.js';

/** What one mechanism gives out, and its part of the whole. */
export interface MechanismScores {
  readonly name: string;
  readonly shareppm: number;
  readonly miners: readonly MinerScore[];
}

/** One miner over all mechanisms. */
export interface CombinedScore {
  readonly hotkey: Account;
  readonly share: Fx;
  /** The reason of each mechanism that knows the miner, by mechanism name, joined by "+"; with one mechanism just that. */
  readonly reason: string;
}

/** A part of the whole that nobody gets, and why. */
export interface BurnCause {
  readonly cause: string;
  readonly share: Fx;
}

/** Scores over all mechanisms; shares and burn sum to one. */
export interface Combined {
  readonly miners: readonly CombinedScore[];
  readonly burn: Fx;
  readonly causes: readonly BurnCause[];
}

const MILLION = 1_000_000n;

/**
 * combined(h) = sum over mechanisms of floor(shareppm * share(h) / 10^6); burn is what is left of one, whatever its cause.
 * `scores` are in order of mechanism name.
 */
export const combine = (scores: readonly MechanismScores[]): Combined => {
  const miners = new Map<Account, { share: bigint; reasons: string[] }>();
  const causes: BurnCause[] = [];
  let given = 0n;
  let activeppm = 0;
  for (const { name, shareppm, miners: scored } of scores) {
    let paid = 0n;
    for (const { hotkey, share, reason } of scored) {
      const part = (BigInt(shareppm) * share) / MILLION;
      const known = miners.get(hotkey) ?? { share: 0n, reasons: [] };
      miners.set(hotkey, { share: known.share + part, reasons: [...known.reasons, reason] });
      paid += part;
    }
    given += paid;
    activeppm += shareppm;
    causes.push({ cause: `${name}: not paid out`, share: fxFromRaw(fxFromPpm(shareppm) - paid) });
  }
  if (activeppm < 1_000_000) {
    causes.push({ cause: 'given to no mechanism', share: fxFromRaw(FX_ONE - fxFromPpm(activeppm)) });
  }
  return {
    miners: [...miners]
      .map(([hotkey, { share, reasons }]) => ({ hotkey, share: fxFromRaw(share), reason: reasons.join('+') }))
      .sort((a, b) => compareText(accountHex(a.hotkey), accountHex(b.hotkey))),
    burn: fxFromRaw(FX_ONE - given),
    causes: causes.filter(({ share }) => share > 0n),
  };
};
