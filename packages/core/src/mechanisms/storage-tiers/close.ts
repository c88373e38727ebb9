import type { Account } from '../../ids.js';
import type { EpochScores } from '../../mechanism/mechanism.js';
import type { Draft } from './draft.js';
import { type Identity, ownIdentity, releaseIdentity } from './identity.js';
import { type Miner, shareOut } from './miners.js';
import { notices } from './notices.js';
import { lastRow, tierAt } from './params.js';
import { isDue, type Recompute, rollOver, tierMoves } from './rollover.js';
import type { State } from './state.js';

/** Everything the close decided, for explanations. */
export interface Outcome {
  readonly draft: Draft;
  readonly miners: readonly Miner[];
  readonly recomputed: readonly Recompute[];
  /** Sum of all positive scores that share the epoch. */
  readonly total: bigint;
}

/** What is left at the end: a rollover up to endBlock, on a copy, so that closing twice answers the same. */
const rollOverAtClose = (draft: Draft) => {
  const { params, context, rollover, recomputed } = draft;
  const { endBlock } = context.opened;
  const identities = new Map([...draft.identities].map(([hotkey, item]) => [hotkey, ownIdentity(item, item.uid)]));
  if (!isDue(rollover, endBlock)) return { identities, next: rollover, recomputed };
  const rolled = rollOver(params, rollover, endBlock, identities);
  return { identities, next: rolled.next, recomputed: [...recomputed, ...rolled.recomputed] };
};

/** Closes an epoch: rules 6 and 8 of mechanisms/storage-tiers/README.md. */
export const closeEpoch = (draft: Draft): EpochScores<Outcome> & { readonly state: State } => {
  const { params, context } = draft;
  const { identities, next, recomputed } = rollOverAtClose(draft);
  const kept = new Map<Account, Identity>();
  for (const { hotkey, registeredAt } of context.start.neurons) {
    const identity = identities.get(hotkey);
    if (identity === undefined || identity.registeredAt !== registeredAt || hotkey === context.burnHotkey) continue;
    kept.set(hotkey, releaseIdentity(identity));
  }
  const miners = shareOut(draft, kept);
  let total = 0n;
  for (const { identity } of miners) if (identity !== undefined && identity.score > 0n) total += identity.score;
  const tierName = ({ identity }: Miner): string => tierAt(params, identity?.tier ?? lastRow(params)).name;
  return {
    kind: 'scored',
    miners: miners.map(({ hotkey, share, reason }) => ({ hotkey, share, reason })),
    tierMoves: tierMoves(params, recomputed),
    tiers: new Map(miners.map((miner) => [miner.hotkey, tierName(miner)])),
    notices: notices(draft),
    outcome: { draft, miners, recomputed, total },
    state: { identities: kept, rollover: next },
  };
};
