import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isTopkNonzero } from './is-topk-nonzero.js';

const ROWS: readonly (readonly [readonly bigint[], number, string])[] = [
  [[3n, 1n, 2n], 2, '101'],
  [[3n, 1n, 2n], 9, '111'],
  [[3n, 1n, 2n], 0, '000'],
  [[0n, 0n, 2n], 2, '001'],
  [[5n, 5n, 5n], 2, '011'], // of equal ones the higher uid
  [[], 2, ''],
];

for (const [values, k, expected] of ROWS) {
  test(`${k} of ${values.join(' ')}: ${expected}`, () => {
    assert.is(isTopkNonzero(values, k).map(Number).join(''), expected);
  });
}

test.run();
