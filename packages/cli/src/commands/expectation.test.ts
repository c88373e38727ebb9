import type { EpochResult } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { meet, parseExpectation } from './expectation.js';

const ROWS: readonly (readonly [string, object | undefined])[] = [
  ['0123456789ab', { what: 'seal', prefix: '0123456789ab' }],
  ['0123456789AB', { what: 'seal', prefix: '0123456789ab' }],
  ['seal:0123456789ab', { what: 'seal', prefix: '0123456789ab' }],
  ['scores:0123456789abc', { what: 'scores', prefix: '0123456789abc' }],
  [`weights:${'f'.repeat(64)}`, { what: 'weights', prefix: 'f'.repeat(64) }],
  ['0123456789a', undefined],
  ['f'.repeat(65), undefined],
  ['rules:0123456789ab', undefined],
  ['0x0123456789ab', undefined],
  ['0123456789ag', undefined],
  ['', undefined],
];

for (const [text, expected] of ROWS) {
  test(`expectation ${JSON.stringify(text.slice(0, 30))}`, () => {
    assert.equal(parseExpectation(text), expected);
  });
}

const RESULT = { seal: { seal: 'a'.repeat(64), scores: 'b'.repeat(64) }, weights: undefined } as unknown as EpochResult;

test('a prefix matches, another one does not, and without a vector nothing can be said', () => {
  const seal = { what: 'seal', expected: 'a'.repeat(12), found: 'a'.repeat(64), matches: true };
  assert.equal(meet({ what: 'seal', prefix: 'a'.repeat(12) }, RESULT), seal);
  assert.is(meet({ what: 'scores', prefix: 'a'.repeat(12) }, RESULT).matches, false);
  assert.equal(meet({ what: 'weights', prefix: 'c'.repeat(12) }, RESULT), {
    what: 'weights',
    expected: 'c'.repeat(12),
  });
});

test.run();
