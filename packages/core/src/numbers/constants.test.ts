import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ln2At, sqrtTwoPiAt } from './constants.js';

const DIGITS = 60n;
const decimals = (value: bigint, bits: bigint): string => ((value * 10n ** DIGITS) >> bits).toString().slice(0, 58);

test('the known digits', () => {
  assert.is(decimals(ln2At(256n), 256n), '6931471805599453094172321214581765680755001343602552541206');
  assert.is(decimals(sqrtTwoPiAt(256n), 256n), '2506628274631000502415765284811045253006986740609938316629');
});

test('each precision is less than one unit off', () => {
  for (const constantAt of [ln2At, sqrtTwoPiAt]) {
    const exact = constantAt(4_096n);
    for (const bits of [112n, 176n, 224n, 448n, 1_792n]) {
      const apart = (constantAt(bits) << (4_096n - bits)) - exact;
      assert.ok((apart < 0n ? -apart : apart) <= 1n << (4_096n - bits), `${bits} bits`);
    }
  }
});

test.run();
