import { fromHex } from '../../hash/bytes.js';
import type { ScaleReader, ScaleWriter } from '../../hash/scale.js';
import { type Account, accountFromBytes, accountHex, type Block, compareAccounts } from '../../ids.js';
import { fxFromRaw } from '../../numbers/fx.js';
import { type Identity, type PerTask, TASKS } from './identity.js';
import { lastRow, type Params } from './params.js';

/** The next rollover: at block number * everyBlocks. */
export interface NextRollover {
  readonly number: number;
  readonly everyBlocks: number;
}

/** What lives across epochs. */
export interface State {
  readonly identities: ReadonlyMap<Account, Identity>;
  /** Undefined before the first epoch. */
  readonly rollover: NextRollover | undefined;
}

/** State before the first epoch. */
export const initialState = (): State => ({ identities: new Map(), rollover: undefined });

/** A tier is kept as its row, at most the last row of the new table; everything else stays as it is. */
export const adaptState = (params: Params, state: State): State => ({
  ...state,
  identities: new Map(
    [...state.identities].map(([hotkey, item]) => [hotkey, { ...item, tier: Math.min(item.tier, lastRow(params)) }]),
  ),
});

const writeCounts = (out: ScaleWriter, counts: PerTask): void => {
  for (const task of TASKS) out.u64(counts[task]);
};

/** Writes the state in account order, so that equal states are equal bytes. */
export const writeState = ({ identities, rollover }: State, out: ScaleWriter): void => {
  out.list(rollover === undefined ? [] : [rollover], ({ number, everyBlocks }) => {
    out.u64(number);
    out.u32(everyBlocks);
  });
  const ordered = [...identities].sort(([a], [b]) => compareAccounts(a, b));
  out.list(ordered, ([hotkey, item]) => {
    out.bytes32(accountHex(hotkey));
    out.u32(item.registeredAt);
    out.u32(item.tier);
    writeCounts(out, item.attempts);
    writeCounts(out, item.successes);
    out.u64(item.lifetime);
    out.u64(item.tasks);
    out.i128(item.storedBytes);
    out.text(item.score.toString()); // the original's scaling knows no bound, so no width is enough
    out.u32(item.missed);
  });
};

const readCounts = (input: ScaleReader): PerTask => ({
  store: input.u64(),
  challenge: input.u64(),
  retrieve: input.u64(),
});

const readIdentity = (params: Params, input: ScaleReader): [Account, Identity] => [
  accountFromBytes(fromHex(input.bytes32())),
  {
    registeredAt: input.u32() as Block,
    tier: readRow(params, input.u32()),
    attempts: readCounts(input),
    successes: readCounts(input),
    lifetime: input.u64(),
    tasks: input.u64(),
    storedBytes: input.i128(),
    score: fxFromRaw(BigInt(input.text())),
    missed: input.u32(),
  },
];

const readRow = (params: Params, row: number): number => {
  if (row > lastRow(params)) throw new RangeError(`expected a tier row of at most ${lastRow(params)}, got ${row}`);
  return row;
};

/** Reads what `writeState` wrote. */
export const readState = (params: Params, input: ScaleReader): State => ({
  rollover: input.list(() => ({ number: input.u64(), everyBlocks: input.u32() }))[0],
  identities: new Map(input.list(() => readIdentity(params, input))),
});
