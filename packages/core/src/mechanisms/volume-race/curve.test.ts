import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ONE } from '../../numbers/fx.js';
import { masa110 } from '../../rulesets/masa-1.1.0-1.js';
import { mip2 } from '../../rulesets/mip2-1.js';
import { scoreVolumes } from './curve.js';
import type { Curve } from './params.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const MIP2 = mip2.params['curve'] as unknown as Curve;
const MASA = masa110.params['curve'] as unknown as Curve;
const LINEAR: Curve = { kind: 'linear', zeroVolume: 'exclude' };
const CUBE: Curve = { kind: 'power', exponent: 3, zeroVolume: 'exclude' };

const xs = (curve: Curve, dustppm: number, volumes: readonly number[]): (bigint | undefined)[] => {
  const found = scoreVolumes(curve, dustppm, new Map(volumes.map((volume, i) => [i, BigInt(volume)])));
  return volumes.map((_, i) => found.get(i));
};

test('one alone gets one, equal volumes get one each, or nothing where the original pays nothing', () => {
  for (const [curve, volumes, want] of [
    [MIP2, [7], [FX_ONE]],
    [MIP2, [7, 7, 7], [FX_ONE, FX_ONE, FX_ONE]],
    [MASA, [7], [FX_ONE]],
    [MASA, [0], [FX_ONE]],
    [MASA, [7, 7, 7], [0n, 0n, 0n]],
    [MASA, [0, 0], [0n, 0n]],
    [MIP2, [], []],
    [MIP2, [0, 0], [undefined, undefined]],
    [MIP2, [0, 9], [undefined, FX_ONE]],
  ] as const) {
    assert.equal(xs(curve, 0, volumes), want);
  }
});

test('z is decided by integers and Phi is its floor', () => {
  // z = -1 and 1; the digits are from a series in 60 decimals, as are those of the next test.
  assert.equal(xs(MASA, 0, [10, 20]), [158_655_253_931_457_051n, 841_344_746_068_542_948n]);
  const sample = { ...MASA, sd: 'sample' } as Curve; // z = -+ sqrt(1/2)
  assert.equal(xs(sample, 0, [10, 20]), [239_750_061_093_476_731n, 760_249_938_906_523_268n]);
});

test('anchored at zero, no volume is worth nothing and the best is worth less than one', () => {
  const [low, high] = xs(MIP2, 0, [10, 20]);
  // p0 = Phi(-3): 0.001349898031630094...
  assert.is(low, 157_517_989_123_290_817n);
  assert.is(high, 841_130_288_157_240_767n);
});

test('dust is what is below its share of the greatest, exactly at it is none', () => {
  assert.equal(
    xs(LINEAR, 100_000, [1_000, 100, 99]).map((x) => x !== undefined),
    [true, true, false],
  );
  assert.equal(
    xs(MASA, 100_000, [1_000, 100, 99, 0]).map((x) => x !== undefined),
    [true, true, false, false],
  );
});

test('linear and power are what they say, in whole numbers', () => {
  assert.equal(xs(LINEAR, 0, [0, 3, 5]), [undefined, 3n * FX_ONE, 5n * FX_ONE]);
  assert.equal(xs(CUBE, 0, [3, 600_000]), [27n * FX_ONE, 216_000_000_000_000_000n * FX_ONE]);
});

const volumesArbitrary = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 20 });

test('the order of identities does not matter, and a greater volume never has a smaller x', () => {
  for (const curve of [MIP2, MASA, LINEAR, CUBE]) {
    fc.assert(
      fc.property(volumesArbitrary, (volumes) => {
        const found = xs(curve, 100_000, volumes);
        const sorted = volumes.map((volume, i) => ({ volume, x: found[i] })).sort((a, b) => a.volume - b.volume);
        sorted.forEach(({ volume, x }, i) => {
          const former = sorted[i - 1];
          if (former === undefined) return;
          if (former.volume === volume) assert.is(x, former.x);
          else assert.ok((x ?? 0n) >= (former.x ?? 0n));
        });
        assert.equal(xs(curve, 100_000, [...volumes].reverse()), [...found].reverse());
      }),
    );
  }
});

test('x does not change when all volumes are multiplied alike', () => {
  for (const curve of [MIP2, MASA]) {
    fc.assert(
      fc.property(volumesArbitrary, fc.integer({ min: 1, max: 1_000 }), (volumes, factor) => {
        const scaled = volumes.map((volume) => volume * factor);
        assert.equal(xs(curve, 0, scaled), xs(curve, 0, volumes));
      }),
    );
  }
});

test.run();
