import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pureHost } from '../../hash/host.js';
import { type ScaleWriter, scaleReader, scaleWriter } from '../../hash/scale.js';
import type { Account, Block, Hash32 } from '../../ids.js';
import { type Fx, fxFromRaw } from '../../numbers/fx.js';
import { accountOf, hashOf } from '../../testing/names.js';
import { PLAIN } from '../../testing/volume-race/told.js';
import { emptyHistory, openHistory } from './history.js';
import type { Params } from './params.js';
import { initialState, type State } from './state.js';
import { readState, writeState } from './state-codec.js';

const PARAMS = PLAIN as unknown as Params;
const SEED = hashOf('seed') as Hash32;

const historyOf = (ids: readonly (readonly [string, number, number, number])[]) => {
  const draft = openHistory(pureHost.sha256, SEED, emptyHistory('coldkey'), 100);
  for (const [scope, page, high, low] of ids) {
    const own = draft.scope(scope);
    if (!own.has(page, high, low)) own.add(page, high, low);
  }
  return draft.close();
};

const full = (): State => ({
  standings: new Map<Account, State['standings'] extends ReadonlyMap<Account, infer S> ? S : never>([
    [accountOf('bob'), { registeredAt: 7 as Block, score: 0n as Fx, newItems: new Map() }],
    // A fourth power of a volume needs more than 128 bits.
    [
      accountOf('ann'),
      {
        registeredAt: 9 as Block,
        score: fxFromRaw(10n ** 42n),
        newItems: new Map([
          [3, 0],
          [4, 5],
        ]),
      },
    ],
  ]),
  buckets: [3, 4],
  history: historyOf([
    ['coldkey/b', 0, 1, 2],
    ['coldkey/a', 5, 4_294_967_295, 0],
    ['coldkey/a', 0, 0, 0],
    ['coldkey/a', 0, 0, 1],
  ]),
  called: new Map([[accountOf('vera'), new Set([accountOf('bob'), accountOf('ann')])]]),
});

const bytesOf = (state: State): Uint8Array => {
  const out = scaleWriter();
  writeState(state, out);
  return out.finish();
};

test('what is written is read again, and writes the same bytes', () => {
  for (const state of [initialState(PARAMS), full()]) {
    const bytes = bytesOf(state);
    const input = scaleReader(bytes);
    const read = readState(PARAMS, input);
    assert.is(input.left(), 0);
    assert.equal(bytesOf(read), bytes);
    assert.equal([...read.standings].length, state.standings.size);
    assert.is(read.standings.get(accountOf('ann'))?.score, state.standings.get(accountOf('ann'))?.score);
  }
});

test('the order in which maps were filled does not matter', () => {
  const state = full();
  const turned: State = {
    ...state,
    standings: new Map([...state.standings].reverse()),
    history: { ...state.history, remembered: new Map([...state.history.remembered].reverse()) },
    called: new Map([...state.called].map(([by, hotkeys]) => [by, new Set([...hotkeys].reverse())])),
  };
  assert.equal(bytesOf(turned), bytesOf(state));
});

test('bytes of somebody else are refused, and cost nothing', () => {
  const bytes = bytesOf(full());
  for (const cut of [0, 1, 40, bytes.length - 1]) {
    assert.throws(() => readState(PARAMS, scaleReader(bytes.subarray(0, cut))), RangeError, String(cut));
  }
  const bad = (write: (out: ScaleWriter) => void): Uint8Array => {
    const out = scaleWriter();
    out.list([], out.u32); // standings
    out.list([], out.u32); // buckets
    write(out);
    return out.finish();
  };
  const scope = (out: ScaleWriter, page: number, count: number): void =>
    out.list(['x'], (key) => {
      out.text(key);
      out.list([page], (number) => {
        out.u32(number);
        out.u32(count);
      });
    });
  assert.throws(() => readState(PARAMS, scaleReader(bad((out) => scope(out, 0, 0xffffffff)))), /at most/);
  assert.throws(() => readState(PARAMS, scaleReader(bad((out) => scope(out, 6, 0)))), /page below 6/);
});

test.run();
