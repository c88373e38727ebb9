import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ONE, fxFromPpm, sumFx } from '../../../numbers/fx.js';
import { formatFx } from '../../../numbers/fx-text.js';
import { resiEpochWeights, type ZipcodeResult } from './epoch-weights.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const SHARES = [550_000, 300_000, 100_000].map(fxFromPpm);
const zipcode = (name: string, rows: number, winners: readonly string[], participants: readonly string[] = []) => ({
  zipcode: name,
  winnerRows: rows,
  winners: winners.map((hotkey, i) => ({ hotkey, share: SHARES[i] ?? fxFromPpm(0) })),
  participants,
});
const shown = (results: readonly ZipcodeResult[]) =>
  Object.fromEntries([...resiEpochWeights(results).scores].map(([hotkey, score]) => [hotkey, formatFx(score)]));

test('three winners share one zipcode, and what is not paid goes to them', () => {
  assert.equal(shown([zipcode('19103', 749, ['a', 'b', 'c'])]), {
    a: '0.578947368421052631',
    b: '0.315789473684210526',
    c: '0.105263157894736842',
  });
});

test('five percent go to those who took part and won nowhere, in equal parts', () => {
  const results = [zipcode('1', 100, ['a'], ['x', 'y', 'a']), zipcode('2', 0, [], ['x'])];
  assert.equal(shown(results), { a: '0.916666666666666666', x: '0.041666666666666666', y: '0.041666666666666666' });
});

test('a zipcode weighs its winners rows, so three winners count three times', () => {
  const { zipcodeWeights, winners, rows } = resiEpochWeights([
    zipcode('1', 300, ['a', 'b', 'c']),
    zipcode('2', 100, ['d']),
  ]);
  assert.is(zipcodeWeights.get('1'), fxFromPpm(750_000));
  assert.is(zipcodeWeights.get('2'), fxFromPpm(250_000));
  assert.is(winners, 4);
  assert.is(rows, 400);
});

test('without any winner there are no scores, not even for those who took part', () => {
  const nothing = resiEpochWeights([zipcode('1', 0, [], ['x'])]);
  assert.is(nothing.scores.size + nothing.zipcodeWeights.size + nothing.winners + nothing.rows, 0);
});

const anyResult = fc
  .tuple(fc.integer({ min: 1, max: 9_000 }), fc.shuffledSubarray([...'abcdef']), fc.subarray([...'abcdefxyz']))
  .map(([rows, winners, participants]) => ({ rows, winners: winners.slice(0, 3), participants }));

test('the order of the zipcodes makes no difference, and the scores sum to one up to the floors', () => {
  fc.assert(
    fc.property(fc.array(anyResult, { minLength: 1, maxLength: 8 }), (drawn) => {
      const results = drawn.map((one, i) => zipcode(String(i), one.rows, one.winners, one.participants));
      const forward = resiEpochWeights(results).scores;
      const backward = resiEpochWeights([...results].reverse()).scores;
      assert.is(backward.size, forward.size);
      for (const [hotkey, score] of forward) assert.is(backward.get(hotkey), score);
      if (forward.size > 0) {
        const missing = FX_ONE - sumFx(forward.values());
        assert.ok(missing >= 0n && missing < BigInt(forward.size));
      }
    }),
  );
});

test.run();
