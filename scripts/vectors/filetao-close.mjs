import assert from 'node:assert/strict';
import { FX_ONE, mulFloor } from '../../packages/core/dist/numbers/fx.js';
import { formatFx } from '../../packages/core/dist/numbers/fx-text.js';
import { toFloat32 } from '../../packages/core/dist/weights/sdk-float.js';
import { fxOf } from './check.mjs';

/** Comparing with numbers that the original keeps as float32. */

/** A JSON number as the original's float32, exact as Fx. */
export const float32Fx = (number) => fxOf(toFloat32(number));

const abs = (value) => (value < 0n ? -value : value);
const PARTS = 1_000_000n;

/** Asserts that an Fx is within 1e-6 of a float32, relative; `slack` (Fx) is added where the original's sums lose digits. */
export const assertClose32 = (actual, number, what, slack = 0n) => {
  const expected = fxOf(number);
  const apart = abs(actual - expected);
  assert.ok(
    apart <= abs(expected) / PARTS + slack + 1n,
    `${what}: expected ${formatFx(expected)}, got ${formatFx(actual)}`,
  );
};

const magnitude = (values) => values.reduce((total, value) => total + abs(value), 0n);

/**
 * What float32 may lose when a batch is scaled to its total: x = y * T / Y, and a sum is known to 1e-6 of the magnitudes that were
 * added. By result, as Fx; nothing unless there are rewards of both signs.
 */
export const slackOf = (rewards, { by }) => {
  if (by === undefined || by.weighed === 0n || rewards.every((reward) => reward >= 0n)) return rewards.map(() => 0n);
  const { factors, members, total, weighed } = by;
  const parts = rewards.map((reward, i) => mulFloor(reward, factors[members.indexOf(i)] ?? FX_ONE));
  const lost = magnitude(rewards) + (abs(total) * magnitude(parts)) / abs(weighed);
  return parts.map((part) => (abs(part) * lost) / abs(weighed) / PARTS);
};

/** Asserts the same of two doubles; NaN is null in the files. */
export const assertDoubleClose32 = (actual, number, what, slack = 0n) => {
  if (number === null) {
    assert.ok(Number.isNaN(actual), `${what}: expected NaN, got ${actual}`);
    return;
  }
  const allowed = 1e-6 * Math.abs(number) + Number(slack) / 1e18;
  assert.ok(Math.abs(actual - number) <= allowed, `${what}: expected ${number}, got ${actual}`);
};
