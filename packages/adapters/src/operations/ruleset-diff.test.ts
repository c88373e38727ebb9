import type { Ruleset } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { diffRulesets } from './ruleset-diff.js';

const of = (params: object, name = 'a@1'): Ruleset =>
  ({ name, mechanism: 'm', version: 1, params }) as unknown as Ruleset;

test('every parameter that differs, by its place', () => {
  const a = of({ list: [1, 2], same: { x: 'y' }, word: 'keep', zero: 0 });
  const b = of({ list: [1, 3, 4], same: { x: 'y' }, word: 'half', zero: { deep: [] } });
  assert.equal(diffRulesets(a, b), [
    { path: '/params/list/1', a: 2, b: 3 },
    { path: '/params/list/2', b: 4 },
    { path: '/params/word', a: 'keep', b: 'half' },
    { path: '/params/zero', a: 0, b: { deep: [] } },
  ]);
});

test('names and the order of keys do not count; a list is no object', () => {
  assert.equal(diffRulesets(of({ a: 1, b: 2 }), of({ b: 2, a: 1 }, 'other@2')), []);
  assert.equal(diffRulesets(of({ a: [1] }), of({ a: { 0: 1 } })), [{ path: '/params/a', a: [1], b: { 0: 1 } }]);
  assert.equal(diffRulesets(of({ a: [] }), of({})), [{ path: '/params/a', a: [] }]);
});

test('a parameter of one only is told leaf by leaf', () => {
  assert.equal(diffRulesets(of({ k: 1, tiers: { n: 1, table: [{ name: 'Gold' }] } }), of({ k: 1 })), [
    { path: '/params/tiers/n', a: 1 },
    { path: '/params/tiers/table/0/name', a: 'Gold' },
  ]);
});

test.run();
