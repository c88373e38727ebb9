import { fromHex } from '../../hash/bytes.js';
import type { ScaleReader, ScaleWriter } from '../../hash/scale.js';
import { type Account, accountFromBytes, accountHex, type Block, compareAccounts } from '../../ids.js';
import type { Params } from './params.js';

/** Trust of one identity (hotkey and registration block): its tier row and what its spot checks showed. */
export interface Trust {
  readonly registeredAt: Block;
  /** Row of the tier table, 0 is best. */
  readonly tier: number;
  /** Passed and conclusive rows since the last rollover. */
  readonly s: number;
  readonly n: number;
  /** Passed rows since registration. */
  readonly lifetime: number;
}

/** What lives across epochs. */
export interface State {
  readonly trust: ReadonlyMap<Account, Trust>;
  /** Coldkeys that are barred, with the last epoch they are barred in. */
  readonly barredUntil: ReadonlyMap<Account, number>;
}

/** State before the first epoch. */
export const initialState = (): State => ({ trust: new Map(), barredUntil: new Map() });

// Without tiers everybody waits behind every row, so that a table that comes later starts them at its last.
const TIERLESS = 0xffffffff;

const lastRow = ({ tiers }: Params): number => (tiers === undefined ? TIERLESS : tiers.table.length - 1);

/** Trust of an identity that has none yet: the last row. */
export const newcomer = (params: Params, registeredAt: Block): Trust => ({
  registeredAt,
  tier: lastRow(params),
  s: 0,
  n: 0,
  lifetime: 0,
});

/** Trust of a hotkey registered at a block; somebody who left and came back starts clean. */
export const trustOf = (params: Params, state: State, hotkey: Account, registeredAt: Block): Trust => {
  const known = state.trust.get(hotkey);
  return known !== undefined && known.registeredAt === registeredAt ? known : newcomer(params, registeredAt);
};

/** A tier is kept as its row, at most the last row of the new table. */
export const adaptState = (params: Params, state: State): State => ({
  ...state,
  trust: new Map([...state.trust].map(([hotkey, t]) => [hotkey, { ...t, tier: Math.min(t.tier, lastRow(params)) }])),
});

const byAccount = <V>(map: ReadonlyMap<Account, V>): [Account, V][] =>
  [...map].sort(([a], [b]) => compareAccounts(a, b));

/** Writes the state in account order, so that equal states are equal bytes. */
export const writeState = (state: State, out: ScaleWriter): void => {
  out.list(byAccount(state.trust), ([hotkey, trust]) => {
    out.bytes32(accountHex(hotkey));
    out.u32(trust.registeredAt);
    out.u32(trust.tier);
    out.u64(trust.s);
    out.u64(trust.n);
    out.u64(trust.lifetime);
  });
  out.list(byAccount(state.barredUntil), ([coldkey, epoch]) => {
    out.bytes32(accountHex(coldkey));
    out.u64(epoch);
  });
};

const readAccount = (input: ScaleReader): Account => accountFromBytes(fromHex(input.bytes32()));

/** Reads what `writeState` wrote. */
export const readState = (_params: Params, input: ScaleReader): State => ({
  trust: new Map(
    input.list((): [Account, Trust] => [
      readAccount(input),
      {
        registeredAt: input.u32() as Block,
        tier: input.u32(),
        s: input.u64(),
        n: input.u64(),
        lifetime: input.u64(),
      },
    ]),
  ),
  barredUntil: new Map(input.list((): [Account, number] => [readAccount(input), input.u64()])),
});
