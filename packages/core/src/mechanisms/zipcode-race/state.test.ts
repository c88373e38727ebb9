import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scaleReader, scaleWriter } from '../../hash/scale.js';
import type { Block } from '../../ids.js';
import { accountOf, zipcodeRace1 } from '../../testing/index.js';
import type { Params } from './params.js';
import { params as codec } from './params.js';
import { adaptState, initialState, newcomer, readState, type State, trustOf, writeState } from './state.js';
import { rollover, strike } from './tiers.js';

const params = zipcodeRace1.params as unknown as Params;
const at = (block: number) => block as Block;
const ann = accountOf('ann');
const trust = { registeredAt: at(5), tier: 1, s: 7, n: 9, lifetime: 2 ** 40 };
const state: State = { trust: new Map([[ann, trust]]), barredUntil: new Map([[accountOf('bob'), 12]]) };

const bytes = (value: State): Uint8Array => {
  const out = scaleWriter();
  writeState(value, out);
  return out.finish();
};

test('what is written is read again, and equal states are equal bytes', () => {
  assert.equal(readState(params, scaleReader(bytes(state))), state);
  const two = new Map([...state.trust, [accountOf('cid'), trust]] as const);
  const turned = new Map([...two].reverse());
  assert.equal(bytes({ ...state, trust: two }), bytes({ ...state, trust: turned }));
  assert.throws(() => readState(params, scaleReader(bytes(state).subarray(0, 20))), RangeError);
});

test('who left and came back starts clean', () => {
  assert.equal(trustOf(params, state, ann, at(5)), trust);
  assert.equal(trustOf(params, state, ann, at(6)), newcomer(params, at(6)));
  assert.is(trustOf(params, initialState(), ann, at(1)).tier, 3);
});

test('under a shorter table a tier is kept as its row, at most the last', () => {
  const table = params.tiers?.table.slice(0, 1) ?? [];
  const shorter = { ...params, tiers: { ...params.tiers, table } } as Params;
  assert.is(adaptState(shorter, state).trust.get(ann)?.tier, 0);
  assert.is(adaptState(params, state).trust.get(ann)?.tier, 1);
});

test('a rollover comes every rolloverEpochs epochs and starts the count anew', () => {
  assert.equal(rollover(params, 40, state.trust).moves, []);
  const rolled = rollover(params, 41, state.trust);
  assert.equal(rolled.trust.get(ann), { ...trust, tier: 3, s: 0, n: 0 });
  assert.equal(
    rolled.moves.map(({ from, to }) => [from, to]),
    [['Gold', 'Bronze']],
  );
});

test('a caught identity loses its history and its coldkey is barred; old bars end', () => {
  const neuron = { hotkey: ann, coldkey: accountOf('owner'), registeredAt: at(5) };
  const after = strike(params, state, 12, [neuron]);
  assert.equal(after.trust.get(ann), newcomer(params, at(5)));
  assert.equal([...after.barredUntil], [[accountOf('owner'), 12 + params.strikeEpochs]]);
});

test('parameters are decoded exactly, with and without tiers', () => {
  const { tiers: _, ...flat } = zipcodeRace1.params;
  for (const good of [zipcodeRace1.params, flat]) assert.ok(codec.is(good));
  const bad = [
    { ...flat, extra: 1 },
    { ...flat, shareppm: [] },
    { ...flat, shareppm: [900_000, 200_000] },
    { ...flat, evaluateTop: 0 },
  ];
  for (const params of bad) assert.not.ok(codec.is(params), JSON.stringify(params));
});

test.run();
