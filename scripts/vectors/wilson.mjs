import assert from 'node:assert/strict';
import { FX_ONE } from '../../packages/core/dist/numbers/fx.js';
import { roundFx } from '../../packages/core/dist/numbers/fx-text.js';
import { wilsonCentre, wilsonCentreAtLeast, wilsonLower } from '../../packages/core/dist/primitives/wilson.js';
import { assertNear, differs, fxOf } from './check.mjs';

/** Vectors of FileTAO's wilson_score_interval: the original clamps both ends to 0..1, which the Wilson interval never leaves. */

const scoreCase = (z) => (row) => ({
  name: `${row.successes} of ${row.attempts}`,
  check: () => {
    const { successes, attempts } = row;
    assertNear(wilsonCentre(successes, attempts, z, FX_ONE), row.score, 'centre');
    if (row.raw_lower_bound !== null)
      assertNear(wilsonLower(successes, attempts, z, FX_ONE), row.raw_lower_bound, 'lower bound');
  },
});

/** What the README prints, to its digits. */
const readmeCase = (z) => (row) => ({
  name: `README: ${row.successes} of ${row.attempts}`,
  check: () => {
    const centre = wilsonCentre(row.successes, row.attempts, z, FX_ONE);
    if (row.actual !== undefined) assertNear(centre, row.actual, 'centre');
    if (row.printed === undefined) return undefined;
    const [, decimals = ''] = String(row.printed).split('.');
    if (roundFx(centre, decimals.length) === String(row.printed)) return undefined;
    assert.ok(row.note !== undefined, `printed ${row.printed}, got ${roundFx(centre, decimals.length)}`);
    return differs(row.note);
  },
});

const perfectCase =
  (z) =>
  ([threshold, attempts]) => ({
    name: `perfect attempts for ${threshold}`,
    check: () => {
      const ppm = Number(fxOf(Number(threshold)) / 1_000_000_000_000n);
      assert.ok(wilsonCentreAtLeast(attempts, attempts, z, FX_ONE, ppm));
      assert.ok(!wilsonCentreAtLeast(attempts - 1, attempts - 1, z, FX_ONE, ppm));
    },
  });

export const wilsonScore = (data) => {
  const z = fxOf(data.z);
  return [
    ...data.cases.map(scoreCase(z)),
    ...(data.readme ?? []).map(readmeCase(z)),
    ...Object.entries(data.min_perfect_attempts_for_threshold ?? {}).map(perfectCase(z)),
  ];
};
