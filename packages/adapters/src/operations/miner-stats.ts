import { type Account, type EpochResult, FX_ZERO, type Fx, fxFromRaw } from '@subnet-scoring/core';

/** One miner over several epochs. */
export interface MinerStats {
  readonly hotkey: Account;
  /** Slot in the last epoch that gave it one. */
  readonly uid: number | undefined;
  /** Judged epochs in which it had a reason, and in how many it had a share. */
  readonly epochs: number;
  readonly paid: number;
  /** Sum of its shares; divided by the judged epochs it is the mean. */
  readonly total: Fx;
  readonly mean: Fx;
  readonly last: Fx;
  /** Tier after the last of them; empty without tiers. */
  readonly tier: string;
  /** Rows and items that spot checks decided, and those of them that passed. */
  readonly conclusive: number;
  readonly passed: number;
  readonly reasons: ReadonlyMap<string, number>;
}

interface Draft {
  uid: number | undefined;
  epochs: number;
  paid: number;
  total: bigint;
  last: Fx;
  tier: string;
  conclusive: number;
  passed: number;
  readonly reasons: Map<string, number>;
}

const newDraft = (): Draft => ({
  uid: undefined,
  epochs: 0,
  paid: 0,
  total: 0n,
  last: FX_ZERO,
  tier: '',
  conclusive: 0,
  passed: 0,
  reasons: new Map(),
});

/** Adds up epochs as they come; unjudged ones have no shares and count for nobody. */
export const collectStats = () => {
  const drafts = new Map<Account, Draft>();
  let judged = 0;
  return {
    add: ({ status, miners, weights, mechanisms }: EpochResult): void => {
      if (status === 'unjudged') return;
      judged += 1;
      for (const { hotkey, share, reason } of miners) {
        const draft = drafts.get(hotkey) ?? newDraft();
        drafts.set(hotkey, draft);
        draft.uid = weights?.uidOf.get(hotkey) ?? draft.uid;
        draft.epochs += 1;
        draft.paid += share > 0n ? 1 : 0;
        draft.total += share;
        draft.last = share;
        draft.tier = mechanisms.flatMap(({ tiers }) => tiers.get(hotkey) ?? []).join('+');
        for (const { checked } of mechanisms) {
          draft.conclusive += checked.get(hotkey)?.conclusive ?? 0;
          draft.passed += checked.get(hotkey)?.passed ?? 0;
        }
        draft.reasons.set(reason, (draft.reasons.get(reason) ?? 0) + 1);
      }
    },
    /** Every miner by total share descending, equal ones by hotkey. */
    finish: (): { readonly judged: number; readonly miners: readonly MinerStats[] } => ({
      judged,
      miners: [...drafts]
        .map(([hotkey, draft]) => ({
          ...draft,
          hotkey,
          total: fxFromRaw(draft.total),
          mean: fxFromRaw(draft.total / BigInt(judged)),
        }))
        .sort((a, b) => (a.total === b.total ? (a.hotkey < b.hotkey ? -1 : 1) : a.total > b.total ? -1 : 1)),
    }),
  };
};
