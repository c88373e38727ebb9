import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Block } from '../../ids.js';
import { filetao3001 } from '../../rulesets/filetao-3.0.0-1.js';
import { filetaoReadme1 } from '../../rulesets/filetao-readme-1.js';
import { distanceOf } from './distance.js';
import { type Identity, newcomer } from './identity.js';
import type { Params } from './params.js';
import { rowAfter } from './tiers.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const readme = filetaoReadme1.params as unknown as Params;
const code = filetao3001.params as unknown as Params;
const lower: Params = { ...readme, emptyWindow: 'half', wilson: { ...readme.wilson, kind: 'lower' } };

const identity = (params: Params, tier: number, s: number, n: number, lifetime: number): Identity => ({
  ...newcomer(params, 1 as Block),
  tier,
  attempts: { store: n, challenge: 0, retrieve: 0 },
  successes: { store: s, challenge: 0, retrieve: 0 },
  lifetime,
});

test('worked out by hand', () => {
  // Silver to Gold: 1999 successes are one too few, and after 1 of 2 it is 3 of 4 (0.724) that reaches 0.65, not 2 of 3 (0.645).
  const silver = distanceOf(readme, identity(readme, 6, 1, 2, 1_999));
  assert.equal(silver.rise, { results: 2, row: 5 });
  assert.is(silver.now, 7);
  assert.equal(silver.drop, { results: 0, row: 7 });
  assert.is(distanceOf(readme, identity(readme, 0, 9, 9, 20_000)).rise, undefined, 'nothing is above the first tier');
  assert.is(distanceOf(readme, identity(readme, 7, 0, 9, 0)).drop, undefined, 'nothing is below the last');
});

test('a threshold of one is never reached, and never means never', () => {
  const [first, ...others] = readme.tiers;
  assert.ok(first);
  const strict: Params = { ...readme, tiers: [{ ...first, minWilsonppm: 1_000_000, minSuccesses: 0 }, ...others] };
  assert.is(distanceOf(strict, identity(strict, 1, 5, 5, 20_000)).rise, undefined);
});

const found = (holds: (m: number) => boolean): number | undefined => {
  for (let m = 0; m <= 400; m += 1) if (holds(m)) return m;
  return undefined;
};

test('equal to counting result by result', () => {
  const counts = fc.integer({ min: 0, max: 60 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
  fc.assert(
    fc.property(
      counts,
      fc.constantFrom(readme, code, lower),
      fc.integer({ min: 0, max: 7 }),
      fc.constantFrom(0, 450, 1_990, 3_950, 9_900, 16_000),
      ([s, n], params, held, before) => {
        const lifetime = before + s;
        const { rise, drop } = distanceOf(params, identity(params, held, s, n, lifetime));
        const wins = found((m) => rowAfter(params, held, { s: s + m, n: n + m, lifetime: lifetime + m }) < held);
        const losses = found((m) => rowAfter(params, held, { s, n: n + m, lifetime }) > held);
        if (wins !== undefined || (rise?.results ?? 1_000) <= 400) assert.is(rise?.results, wins);
        if (losses !== undefined || (drop?.results ?? 1_000) <= 400) assert.is(drop?.results, losses);
      },
    ),
    { numRuns: 300 },
  );
});

test.run();
