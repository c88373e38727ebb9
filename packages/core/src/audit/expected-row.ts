import type { NeuronRead } from '../event/chain-epoch-read.js';
import type { Account, Block } from '../ids.js';
import { chainUpscale } from '../weights/chain-upscale.js';
import type { PlanProfile } from '../weights/plan.js';
import { type ScoredEpoch, sharesNow } from '../weights/plan-shares.js';
import { quantiseWeights } from '../weights/quantise.js';
import { type Row, rowOf } from './row.js';

/** A uid that changed its holder between a commit and the boundary at which its row stood. */
export interface Reassigned {
  readonly uid: number;
  /** Who held it at evidenceBlock; undefined when nobody did. */
  readonly from: Account | undefined;
  readonly to: Account;
  readonly block: Block;
}

/** Uids whose holder registered after the commit. */
export const reassignedSince = (
  commitBlock: Block,
  neurons: readonly NeuronRead[],
  holders: ReadonlyMap<number, Account>,
): readonly Reassigned[] =>
  neurons
    .filter(({ registeredBlock }) => registeredBlock > commitBlock)
    .map(({ uid, hotkey, registeredBlock }) => ({ uid, from: holders.get(uid), to: hotkey, block: registeredBlock }));

const BEFORE_EVIDENCE = 0;

/**
 * The rows that a validator which follows the log may have bound itself to: shares on the uids of its commit, quantised, then
 * scaled as the chain scales. Who held a uid at the commit is known from the boundary, except where it changed hands in
 * between: then the holder of evidenceBlock still had it, or had left already and its share burnt. Both rows are right; no
 * row where the burn hotkey has no uid.
 */
export const expectedRows = (
  scored: ScoredEpoch,
  neurons: readonly NeuronRead[],
  reassigned: readonly Reassigned[],
  quantiser: PlanProfile,
): readonly Row[] => {
  const changed = new Set(reassigned.map(({ uid }) => uid));
  const stayed = neurons
    .filter(({ uid }) => !changed.has(uid))
    .map(({ uid, hotkey, registeredBlock }) => ({ uid, hotkey, registeredAt: registeredBlock as number }));
  const elsewhere = new Set(stayed.map(({ hotkey }) => hotkey));
  const former = reassigned.flatMap(({ uid, from }) =>
    from === undefined || elsewhere.has(from) ? [] : [{ uid, hotkey: from, registeredAt: BEFORE_EVIDENCE }],
  );
  const variants = former.length === 0 ? [stayed] : [[...stayed, ...former], stayed];
  return variants.flatMap((holders) => {
    const now = sharesNow(scored, { neurons: holders });
    if (now === undefined) return [];
    const { uids, values } = quantiseWeights({ name: quantiser }, now.shares);
    return [rowOf(uids, chainUpscale(values))];
  });
};
