import { compareText, fromHex } from '../../hash/bytes.js';
import type { ScaleReader, ScaleWriter } from '../../hash/scale.js';
import { type Account, accountFromBytes, accountHex, type Block, compareAccounts } from '../../ids.js';
import { fxFromRaw } from '../../numbers/fx.js';
import type { History, Remembered } from './history.js';
import { type IdSet, setOfWords, sizeOf, wordsOfSet } from './id-set.js';
import { PAGES } from './item-id.js';
import type { Params } from './params.js';
import type { Standing, State } from './state.js';

const byAccount = <V>(map: ReadonlyMap<Account, V>): [Account, V][] =>
  [...map].sort(([a], [b]) => compareAccounts(a, b));

const writeSet = (set: IdSet, out: ScaleWriter): void => {
  out.u32(sizeOf(set));
  for (const words of wordsOfSet(set)) for (const word of words) out.u32(word);
};

const writeHistory = ({ remembered }: History, out: ScaleWriter): void => {
  const scopes = [...remembered].sort(([a], [b]) => compareText(a, b));
  out.list(scopes, ([key, pages]) => {
    out.text(key);
    out.list(
      pages.flatMap((set, page) => (set === undefined ? [] : [{ set, page }])),
      ({ set, page }) => {
        out.u32(page);
        writeSet(set, out);
      },
    );
  });
};

/** Writes the state: accounts and scopes ascending, ids in the order in which they came, so equal states are equal bytes. */
export const writeState = (state: State, out: ScaleWriter): void => {
  out.list(byAccount(state.standings), ([hotkey, { registeredAt, score, newItems }]) => {
    out.bytes32(accountHex(hotkey));
    out.u32(registeredAt);
    out.text(score.toString()); // a power of a volume may need more than 128 bits
    out.list([...newItems], ([epoch, count]) => {
      out.u64(epoch);
      out.u64(count);
    });
  });
  out.list(state.buckets, out.u64);
  writeHistory(state.history, out);
  out.list(byAccount(state.called), ([by, hotkeys]) => {
    out.bytes32(accountHex(by));
    out.list([...hotkeys].sort(compareAccounts), (hotkey) => out.bytes32(accountHex(hotkey)));
  });
};

const readAccount = (input: ScaleReader): Account => accountFromBytes(fromHex(input.bytes32()));

const readStanding = (input: ScaleReader): [Account, Standing] => [
  readAccount(input),
  {
    registeredAt: input.u32() as Block,
    score: fxFromRaw(BigInt(input.text())),
    newItems: new Map(input.list((): [number, number] => [input.u64(), input.u64()])),
  },
];

/** Ids of a snapshot are all known; the first epoch that meets crowded ones brings a key of its own. */
const NO_KEY = { high: 0, low: 0 };

const readSet = (input: ScaleReader): IdSet => {
  const count = input.u32();
  if (count > input.left() / 8) throw new RangeError(`expected at most ${input.left() / 8} ids, got ${count}`);
  const words = new Uint32Array(2 * count);
  for (let i = 0; i < words.length; i += 1) words[i] = input.u32();
  return setOfWords(NO_KEY, words);
};

const readRemembered = (input: ScaleReader): Remembered => {
  const pages: (IdSet | undefined)[] = [];
  for (const { page, set } of input.list(() => ({ page: input.u32(), set: readSet(input) }))) {
    if (page >= PAGES) throw new RangeError(`expected a page below ${PAGES}, got ${page}`);
    while (pages.length < page) pages.push(undefined);
    pages[page] = set;
  }
  return pages;
};

/** Reads what `writeState` wrote under the same parameters. */
export const readState = (params: Params, input: ScaleReader): State => ({
  standings: new Map(input.list(() => readStanding(input))),
  buckets: input.list(input.u64),
  history: {
    scope: params.dedupeScope,
    remembered: new Map(input.list((): [string, Remembered] => [input.text(), readRemembered(input)])),
  },
  called: new Map(
    input.list((): [Account, ReadonlySet<Account>] => [
      readAccount(input),
      new Set(input.list(() => readAccount(input))),
    ]),
  ),
});
