import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fxFromPpm } from '../numbers/fx.js';
import { formatFx } from '../numbers/fx-text.js';
import { participationFloor } from './participation-floor.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

test('a fixed share each, until the pool is full', () => {
  for (const [count, each, pool] of [
    [0, '0', '0'],
    [1, '0.0001', '0.0001'],
    [300, '0.0001', '0.03'],
    [301, '0.000099667774086378', '0.029999999999999778'],
    [10_000, '0.000003', '0.03'],
  ] as const) {
    const paid = participationFloor(count, 100, 30_000);
    assert.equal([formatFx(paid.each), formatFx(paid.pool)], [each, pool], `${count} participants`);
  }
});

test('the pool never passes its limit, and one more participant never raises the share', () => {
  const ppm = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), ppm, ppm, (count, each, most) => {
      const paid = participationFloor(count, each, most);
      assert.ok(paid.pool <= fxFromPpm(most));
      assert.ok(paid.each <= fxFromPpm(each));
      assert.ok(participationFloor(count + 1, each, most).each <= paid.each);
    }),
  );
});

test.run();
