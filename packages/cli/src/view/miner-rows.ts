import { type Account, type EpochResult, type Fx, findMechanism } from '@subnet-scoring/core';

/** One miner of an epoch, as it is shown. */
export interface MinerRow {
  /** Place among those with a share, from 1. */
  readonly rank: number | undefined;
  readonly hotkey: Account;
  /** Slot at evidenceBlock; undefined when the hotkey has none there, or there is no vector. */
  readonly uid: number | undefined;
  readonly share: Fx;
  /** Weight of that slot. */
  readonly u16: number | undefined;
  readonly tier: string;
  readonly reason: string;
}

/** Where a reason stands in its mechanism's closed list; of joined reasons the first decides. */
const precedence = (result: EpochResult): ((reason: string) => number) => {
  const order = result.mechanisms.flatMap(({ name, version }) => findMechanism(name, version)?.reasons ?? []);
  return (reason) => {
    const at = order.indexOf(reason.split('+')[0] ?? '');
    return at < 0 ? order.length : at;
  };
};

/** Miners with a share by share descending, then the others by reason; equal ones by account. */
export const minerRows = (result: EpochResult): MinerRow[] => {
  const { miners, weights, mechanisms } = result;
  const u16Of = new Map(weights?.vector.uids.map((uid, at) => [uid, weights.vector.values[at]]));
  const orderOf = precedence(result);
  // The sort is stable and miners come by account, so ties stay by account.
  const sorted = [...miners].sort((a, b) => {
    if (a.share !== b.share) return a.share > b.share ? -1 : 1;
    return a.share > 0n ? 0 : orderOf(a.reason) - orderOf(b.reason);
  });
  return sorted.map(({ hotkey, share, reason }, at) => {
    const uid = weights?.uidOf.get(hotkey);
    const tier = mechanisms.flatMap(({ tiers }) => tiers.get(hotkey) ?? []).join('+');
    const u16 = uid === undefined ? undefined : u16Of.get(uid);
    return { rank: share > 0n ? at + 1 : undefined, hotkey, uid, share, u16, tier, reason };
  });
};
