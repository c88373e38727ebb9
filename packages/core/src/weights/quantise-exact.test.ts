import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ONE, fxFromPpm, fxFromRaw } from '../numbers/fx.js';
import { quantiseExact } from './quantise-exact.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const share = (uid: number, raw: bigint) => ({ uid, share: fxFromRaw(raw) });

test('the greatest share is 65535, the others are rounded half up', () => {
  const shares = [550_000, 300_000, 100_000].map((ppm, uid) => ({ uid, share: fxFromPpm(ppm) }));
  assert.equal(quantiseExact(shares), { uids: [0, 1, 2], values: [65_535, 35_746, 11_915] });
  assert.equal(quantiseExact([share(0, 2n), share(1, 1n)]).values, [65_535, 32_768]);
});

test('every uid given has an entry, ascending, zeros included', () => {
  const vector = quantiseExact([share(9, 0n), share(3, FX_ONE), share(65_535, 0n), share(0, 1n)]);
  assert.equal(vector, { uids: [0, 3, 9, 65_535], values: [1, 65_535, 0, 0] });
});

test('a share that would round to nothing is 1', () => {
  assert.equal(quantiseExact([share(0, FX_ONE), share(1, 1n)]).values, [65_535, 1]);
});

test('all zero stays all zero, and nothing stays nothing', () => {
  assert.equal(quantiseExact([share(4, 0n), share(2, 0n)]), { uids: [2, 4], values: [0, 0] });
  assert.equal(quantiseExact([]), { uids: [], values: [] });
});

test('bad uids and shares are programming errors', () => {
  const thrown = (run: () => unknown, message: RegExp): void => assert.throws(run, message);
  thrown(() => quantiseExact([share(65_536, 1n)]), /expected a uid in 0\.\.65535, got 65536/);
  thrown(() => quantiseExact([share(-1, 1n)]), /got -1/);
  thrown(() => quantiseExact([share(0.5, 1n)]), /got 0\.5/);
  thrown(() => quantiseExact([share(7, 1n), share(7, 2n)]), /two for uid 7/);
  thrown(() => quantiseExact([share(7, -1n)]), /expected a share >= 0 for uid 7/);
});

const rawShares = fc
  .uniqueArray(fc.integer({ min: 0, max: 65_535 }), { maxLength: 40 })
  .chain((uids) =>
    fc
      .array(fc.bigInt({ min: 0n, max: FX_ONE }), { minLength: uids.length, maxLength: uids.length })
      .map((raws) => uids.map((uid, i) => share(uid, raws[i] ?? 0n))),
  );

test('the order in which shares are given makes no difference', () => {
  fc.assert(
    fc.property(rawShares, (shares) => assert.equal(quantiseExact(shares), quantiseExact([...shares].reverse()))),
  );
});

test('greater shares never get less, and no value is off by more than a half except the floor of 1', () => {
  fc.assert(
    fc.property(rawShares, (shares) => {
      const { uids, values } = quantiseExact(shares);
      const max = [...shares].sort((a, b) => (a.share < b.share ? 1 : -1))[0]?.share ?? 0n;
      const rows = shares.map((one) => ({ ...one, value: values[uids.indexOf(one.uid)] ?? -1 }));
      for (const { share: raw, value } of rows) {
        if (raw === 0n) assert.is(value, 0);
        const twice = 2n * (BigInt(value) * max - raw * 65_535n);
        assert.ok(value === 1 || (twice <= max && twice > -max) || max === 0n);
        for (const other of rows) assert.ok(other.share < raw || other.value >= value);
      }
      assert.is(Math.max(...values, 0), max === 0n ? 0 : 65_535);
    }),
  );
});

test.run();
