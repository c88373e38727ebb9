import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { acceptsSpotChecks, drawSpotChecks, spotCheckSeed, spotCheckSeedText, spotCheckSize } from './spot-check.js';

const input = (listings: number, timestamp = '2025-10-01T17:30:00.000Z') => ({
  nonce: '376ce532f42cf2a5',
  hotkey: '5H2WNbNfkRmHWJGdEUzZyVd7jZuP3BkwNDYgZQF8a1BcKwGx',
  timestamp,
  listings,
});

test('a tenth of the listings, at least 3, at most 10, as doubles say it', () => {
  assert.equal([1, 29, 39, 40, 99, 100, 10_000].map(spotCheckSize), [3, 3, 3, 4, 9, 10, 10]);
  for (let n = 0; n <= 100_000; n += 1) assert.is(Math.floor(n / 10), Math.trunc(n * 0.1), String(n));
});

test('a draw depends on what the miner writes', () => {
  assert.is(spotCheckSeedText(input(5)).split(':').at(-1), '5');
  assert.is(spotCheckSeed(input(5)), 1_103_915_920);
  assert.equal(drawSpotChecks(input(5), 3), [0, 1, 4]);
  assert.ok(acceptsSpotChecks(input(5), [0, 1, 4]));
  assert.not(acceptsSpotChecks(input(5), [0, 4]));
  assert.throws(() => drawSpotChecks(input(2), 3), RangeError);
  assert.ok(acceptsSpotChecks(input(2), [0, 1]));
});

test('so it tries times until no invented listing is drawn', () => {
  // A quarter of the listings is invented, and ten are checked: 50 milliseconds later none of them is among the ten.
  const times = Array.from({ length: 50 }, (_, ms) => `2025-10-01T17:30:00.${String(ms).padStart(3, '0')}Z`);
  const tried = times.findIndex((timestamp) => drawSpotChecks(input(100, timestamp), 10).every((index) => index >= 25));
  assert.is(tried, 49);
});

test.run();
