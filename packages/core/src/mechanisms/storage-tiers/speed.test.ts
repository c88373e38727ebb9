import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ONE, type Fx, fxFromPpm, fxFromRaw, sumFx } from '../../numbers/fx.js';
import { formatFx, parseFx, roundFx } from '../../numbers/fx-text.js';
import { filetao3001 } from '../../rulesets/filetao-3.0.0-1.js';
import { filetaoReadme1 } from '../../rulesets/filetao-readme-1.js';
import type { Params } from './params.js';
import { curveOf, scaleBySpeed, speedFactors, type Timed, unitTime } from './speed.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const readme = (filetaoReadme1.params as unknown as Params).speed;
const code = (filetao3001.params as unknown as Params).speed;

const fx = (text: string): Fx => parseFx(text) ?? fxFromRaw(0n);
const same = (latencyMs: number): Timed => ({ latencyMs, bytes: 1_000 });

test('the curve and the factors, worked out by hand', () => {
  // Times per size 1 and 2: mean 1.5, span 2 * 2, shift 0.3 * 4, x = 7 * (u - 1.5 - 1.2) / 4.
  const units = [fx('1'), fx('2')];
  const curve = curveOf(readme, units);
  assert.equal([curve.mean, curve.span, curve.shift].map(formatFx), ['1.5', '4', '1.2']);
  assert.equal(
    speedFactors(readme, curve, units).map((factor) => roundFx(factor, 15)),
    ['0.951431845649744', '0.772942259396739'],
  );
});

test('a time is divided by ln(1 + bytes), floored', () => {
  // 1 / 0.693147180559945309, and ln 2 itself is a little more.
  assert.is(formatFx(unitTime(1, 1)), '1.442695040888963408');
});

test('equal times change nothing; fewer than two neither', () => {
  const rewards = [fxFromPpm(1_000_000), fxFromPpm(900_000)];
  const scaled = scaleBySpeed(readme, [same(5), same(5)], rewards);
  scaled.rewards.forEach((reward, i) => {
    assert.ok((rewards[i] ?? 0n) - reward <= 2n && (rewards[i] ?? 0n) >= reward);
  });
  assert.equal(scaleBySpeed(readme, [same(5)], [fxFromPpm(7)]), { rewards: [fxFromPpm(7)], by: undefined });
  assert.equal(scaleBySpeed(readme, [], []), { rewards: [], by: undefined });
});

test('who has no positive reward is neither scaled nor in the way', () => {
  const penalty = fxFromPpm(-10_000);
  const results = [same(9), same(1), same(100_000)];
  const two = scaleBySpeed(readme, results.slice(0, 2), [FX_ONE, FX_ONE]);
  const three = scaleBySpeed(readme, results, [FX_ONE, FX_ONE, penalty]);
  assert.equal(three.rewards, [...two.rewards, penalty]);
});

test('the original pairs sorted times with sizes in the order of requests', () => {
  const results = [
    { latencyMs: 300, bytes: 10 },
    { latencyMs: 100, bytes: 100_000 },
  ];
  const { by } = scaleBySpeed(code, results, [FX_ONE, FX_ONE]);
  // The time of the second is divided by the size of the first, and the other way round.
  assert.equal(by?.units, [unitTime(300, 100_000), unitTime(100, 10)]);
  assert.equal(scaleBySpeed(readme, results, [FX_ONE, FX_ONE]).by?.units, [unitTime(300, 10), unitTime(100, 100_000)]);
});

test('in the original a slow failure is punished less, and a fast one more: pay can be inverted', () => {
  const rewards = [FX_ONE, fxFromPpm(-10_000), fxFromPpm(-10_000)];
  const { rewards: scaled } = scaleBySpeed(code, [same(100), same(100), same(9_000)], rewards);
  assert.ok((scaled[1] ?? 0n) < (scaled[2] ?? 0n));
});

test('a batch that earned nothing stays at nothing, where the original divides 0 by 0', () => {
  const nothing = [fxFromRaw(0n), fxFromRaw(0n)];
  assert.equal(scaleBySpeed(code, [same(1), same(2)], nothing).rewards, nothing);
});

const timed = fc.record({
  latencyMs: fc.integer({ min: 1, max: 100_000 }),
  bytes: fc.integer({ min: 1, max: 1_000_000_000 }),
});
const batch = fc.array(fc.tuple(timed, fc.integer({ min: 1, max: 1_020_000 }).map(fxFromPpm)), {
  minLength: 2,
  maxLength: 40,
});

test('the total of a batch is kept, up to one unit for each result', () => {
  fc.assert(
    fc.property(batch, (items) => {
      const rewards = items.map(([, reward]) => reward);
      const scaled = scaleBySpeed(
        readme,
        items.map(([result]) => result),
        rewards,
      ).rewards;
      const lost = sumFx(rewards) - sumFx(scaled);
      assert.ok(lost >= 0n && lost < BigInt(items.length), `lost ${lost}`);
    }),
  );
});

test('of two with equal reward the one with less time per size never gets less', () => {
  fc.assert(
    fc.property(fc.array(timed, { minLength: 2, maxLength: 20 }), (results) => {
      const scaled = scaleBySpeed(
        readme,
        results,
        results.map(() => FX_ONE),
      );
      const units = scaled.by?.units ?? [];
      results.forEach((_, a) => {
        results.forEach((_, b) => {
          if ((units[a] ?? 0n) < (units[b] ?? 0n)) assert.ok((scaled.rewards[a] ?? 0n) >= (scaled.rewards[b] ?? 0n));
        });
      });
    }),
  );
});

test('the order of the results does not matter', () => {
  fc.assert(
    fc.property(batch, (items) => {
      const scale = (list: typeof items) =>
        scaleBySpeed(
          readme,
          list.map(([result]) => result),
          list.map(([, reward]) => reward),
        ).rewards;
      assert.equal([...scale([...items].reverse())].reverse(), scale(items));
    }),
  );
});

test.run();
