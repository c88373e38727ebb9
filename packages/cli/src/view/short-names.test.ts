import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shortNames } from './short-names.js';

test('names are short and unique', () => {
  const names = ['5Gk2aaaaaaaaVt1a', '5Gk2bbbbbbbbVt1a', '5H8xaaaaaaaak3Lm', 'local'];
  const short = shortNames(names);
  assert.equal(names.map(short), ['5Gk2a…Vt1a', '5Gk2b…Vt1a', '5H8x…k3Lm', 'local']);
});

test('a name that is there twice is one name, and an unknown one stays whole', () => {
  const short = shortNames(['5Gk2aaaaaaaaVt1a', '5Gk2aaaaaaaaVt1a']);
  assert.is(short('5Gk2aaaaaaaaVt1a'), '5Gk2…Vt1a');
  assert.is(short('other'), 'other');
});

test('names that differ in the middle only are told apart', () => {
  const names = ['aaaaaaaaaaXbbbb', 'aaaaaaaaaaYbbbb', 'aaaaaaaaaabbbb'];
  assert.is(new Set(names.map(shortNames(names))).size, 3);
});

test.run();
