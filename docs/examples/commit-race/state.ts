import { fromHex } from '../../hash/bytes.js';
import type { ScaleReader, ScaleWriter } from '../../hash/scale.js';
import { type Account, accountFromBytes, accountHex, type Block, compareAccounts } from '../../ids.js';
import type { Params } from './params.js';

/** The last win of an identity: a hotkey under one registration. */
export interface Win {
  readonly registeredAt: Block;
  readonly epoch: number;
}

/** What lives across epochs. */
export interface State {
  readonly wins: ReadonlyMap<Account, Win>;
}

export const initialState = (): State => ({ wins: new Map() });

/** Nothing in the state depends on the parameters. */
export const adaptState = (_params: Params, state: State): State => state;

/** In account order, so that equal states are equal bytes. */
export const writeState = (state: State, out: ScaleWriter): void => {
  const wins = [...state.wins].sort(([a], [b]) => compareAccounts(a, b));
  out.list(wins, ([hotkey, { registeredAt, epoch }]) => {
    out.bytes32(accountHex(hotkey));
    out.u32(registeredAt);
    out.u64(epoch);
  });
};

/** Reads what `writeState` wrote. */
export const readState = (_params: Params, input: ScaleReader): State => ({
  wins: new Map(
    input.list((): [Account, Win] => [
      accountFromBytes(fromHex(input.bytes32())),
      { registeredAt: input.u32() as Block, epoch: input.u64() },
    ]),
  ),
});
