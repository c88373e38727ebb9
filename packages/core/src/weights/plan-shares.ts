import type { Account, Block, EpochNumber, Hash32, NetUid } from '../ids.js';
import { FX_ONE, FX_ZERO, type Fx, fxFromRaw } from '../numbers/fx.js';
import type { PlanNeuron } from './plan-subnet.js';

/** What an epoch came to, as far as a plan needs it. */
export interface ScoredEpoch {
  readonly netuid: NetUid;
  readonly epoch: EpochNumber;
  readonly evidenceBlock: Block;
  /** Hash of the vector by the uids of evidenceBlock. */
  readonly weights: Hash32;
  /** Who had a uid at evidenceBlock and what it got; each hotkey once, Fx >= 0, together at most one. */
  readonly miners: readonly { readonly hotkey: Account; readonly share: Fx }[];
  readonly burnHotkey: Account;
}

/** Shares by the uids of now. */
export interface SharesNow {
  /** One for each uid, ascending; together they are one. */
  readonly shares: readonly {
    readonly uid: number;
    readonly hotkey: Account;
    readonly registeredAt: number;
    readonly share: Fx;
  }[];
  /** Hotkeys whose registration is gone since evidenceBlock, in the order given: none of their share goes to who came after. */
  readonly gone: readonly Account[];
  readonly burnUid: number;
}

/**
 * Puts an epoch's shares on the uids of now. A hotkey keeps its share under the registration it had at evidenceBlock; what
 * belongs to others burns, so that a new owner of a uid inherits nothing. Undefined when the burn hotkey has no uid.
 */
export const sharesNow = (
  scored: ScoredEpoch,
  { neurons }: { readonly neurons: readonly Pick<PlanNeuron, 'uid' | 'hotkey' | 'registeredAt'>[] },
): SharesNow | undefined => {
  const byHotkey = new Map(neurons.map((neuron) => [neuron.hotkey, neuron]));
  const burnUid = byHotkey.get(scored.burnHotkey)?.uid;
  if (burnUid === undefined) return undefined;
  const byUid = new Map<number, Fx>();
  const gone: Account[] = [];
  let given = 0n;
  for (const { hotkey, share } of scored.miners) {
    if (share === FX_ZERO) continue;
    const now = byHotkey.get(hotkey);
    if (now === undefined || now.registeredAt > scored.evidenceBlock) {
      gone.push(hotkey);
      continue;
    }
    byUid.set(now.uid, share);
    given += share;
  }
  byUid.set(burnUid, fxFromRaw(FX_ONE - given));
  return {
    shares: neurons.map(({ uid, hotkey, registeredAt }) => ({
      uid,
      hotkey,
      registeredAt,
      share: byUid.get(uid) ?? FX_ZERO,
    })),
    gone,
    burnUid,
  };
};
