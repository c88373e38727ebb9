import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { retryPauseMs } from './retry-pause.js';

const FIRST_MS = 1000;

test('a pause is drawn from nothing to twice the one before, and never beyond a minute', () => {
  assert.equal(
    [0, 1, 2, 5, 6, 1000].map((tries) => retryPauseMs(tries, FIRST_MS, 0.5, undefined)),
    [500, 1000, 2000, 16_000, 30_000, 30_000],
  );
  assert.is(retryPauseMs(3, FIRST_MS, 0, undefined), 0);
});

for (const [asked, expected] of [
  ['0', 500],
  ['1', 1000],
  ['60', 60_000],
  ['61', undefined],
  ['99999', undefined],
  ['999999999', undefined],
  ['99999999999999999999', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e9', undefined],
  ['Infinity', undefined],
  ['', undefined],
  ['Fri, 31 Dec 9999 23:59:59 GMT', undefined],
] as const) {
  const what = expected === undefined ? 'ends the tries' : `is a pause of ${expected} ms`;
  test(`Retry-After: "${asked}" ${what}`, () => assert.is(retryPauseMs(0, FIRST_MS, 0.5, asked), expected));
}

test.run();
