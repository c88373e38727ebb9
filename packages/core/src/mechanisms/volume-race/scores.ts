import type { Account } from '../../ids.js';
import { FX_ZERO, type Fx } from '../../numbers/fx.js';
import { emaFloor } from '../../primitives/ema.js';
import { normaliseShares } from '../../primitives/shares.js';
import { scoreVolumes } from './curve.js';
import type { Miner } from './miners.js';
import type { Params } from './params.js';
import type { Standing } from './state.js';
import { volumeIn } from './window.js';

/** One identity after an epoch. */
export interface Scored {
  readonly miner: Miner;
  /** Undefined when no answer of it counted in the window. */
  readonly volume: number | undefined;
  /** Undefined when it is not in the curve. */
  readonly x: Fx | undefined;
  readonly before: Fx;
  readonly standing: Standing;
  readonly share: Fx;
}

const NONE: ReadonlyMap<number, number> = new Map();

/** New items by epoch, this one included, without the epochs that can never be in a window again. */
const newItemsOf = (
  former: ReadonlyMap<number, number>,
  epoch: number,
  count: number | undefined,
  buckets: readonly number[],
): ReadonlyMap<number, number> => {
  const kept = new Map([...former].filter(([bucket]) => buckets.includes(bucket)));
  if (count !== undefined) kept.set(epoch, count);
  return kept;
};

/** The EMA takes one step in an epoch, however often it was looked at (rule 6). */
const nextScore = ({ emaAlphappm, emaScope }: Params, x: Fx | undefined, before: Fx): Fx =>
  x === undefined && emaScope === 'scored' ? before : emaFloor(emaAlphappm, x ?? FX_ZERO, before);

/**
 * Volume, x, score and share of every miner (rules 4 to 6). `counts` are this epoch's new items of those with an answer that
 * counted, `buckets` the epochs in which any did, this one included. Who has just registered starts with nothing.
 */
export const scoreMiners = (
  params: Params,
  epoch: number,
  buckets: readonly number[],
  standings: ReadonlyMap<Account, Standing>,
  miners: ReadonlyMap<Account, Miner>,
  counts: ReadonlyMap<Account, number>,
): Scored[] => {
  const found = [...miners.values()].map((miner) => {
    const { hotkey, registeredAt } = miner;
    const known = standings.get(hotkey);
    const former = known !== undefined && known.registeredAt === registeredAt ? known : undefined;
    const newItems = newItemsOf(former?.newItems ?? NONE, epoch, counts.get(hotkey), buckets);
    const volume = volumeIn(params.window, epoch, buckets, newItems);
    return { miner, newItems, volume, before: former?.score ?? FX_ZERO };
  });
  const volumes = new Map(
    found.flatMap(({ miner, volume }) => (volume === undefined ? [] : [[miner.hotkey, BigInt(volume)] as const])),
  );
  const xs = scoreVolumes(params.curve, params.dustppm, volumes);
  const scores = found.map(({ miner, before }) => nextScore(params, xs.get(miner.hotkey), before));
  const shares = normaliseShares(scores);
  return found.map(({ miner, newItems, volume, before }, at) => ({
    miner,
    volume,
    x: xs.get(miner.hotkey),
    before,
    standing: { registeredAt: miner.registeredAt, score: scores[at] ?? FX_ZERO, newItems },
    share: shares[at] ?? FX_ZERO,
  }));
};
