import type { Account, EpochResult } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findMiner } from './find-miner.js';

const [ann, bob, burn] = ['5Ann1111', '5Ann2222', '5Burn333'] as Account[] as [Account, Account, Account];
const result = {
  miners: [{ hotkey: ann }, { hotkey: bob }],
  weights: {
    uidOf: new Map([
      [ann, 7],
      [burn, 0],
    ]),
  },
} as unknown as EpochResult;

const ROWS: readonly (readonly [string, object])[] = [
  ['5Ann1111', { kind: 'found', hotkey: ann }],
  ['5Ann1', { kind: 'found', hotkey: ann }],
  ['5Bur', { kind: 'found', hotkey: burn }],
  ['5Ann', { kind: 'ambiguous', hotkeys: [ann, bob] }],
  ['5An', { kind: 'unknown' }],
  ['5Zzzz', { kind: 'unknown' }],
  ['', { kind: 'unknown' }],
  ['7', { kind: 'found', hotkey: ann }],
  ['0', { kind: 'found', hotkey: burn }],
  ['8', { kind: 'unknown' }],
];

for (const [text, found] of ROWS) {
  test(`${JSON.stringify(text)} is ${JSON.stringify(found)}`, () => {
    assert.equal(findMiner(result, text), found);
  });
}

test('without a vector a uid says nothing, a hotkey still does', () => {
  const unweighed = { ...result, weights: undefined };
  assert.equal(findMiner(unweighed, '7'), { kind: 'noUids' });
  assert.equal(findMiner(unweighed, '5Ann1'), { kind: 'found', hotkey: ann });
});

test.run();
