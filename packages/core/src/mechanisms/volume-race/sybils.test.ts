import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FX_ZERO, type Fx, sumFx } from '../../numbers/fx.js';
import { normaliseShares } from '../../primitives/shares.js';
import { masa110 } from '../../rulesets/masa-1.1.0-1.js';
import { mip2 } from '../../rulesets/mip2-1.js';
import { scoreVolumes } from './curve.js';
import type { Curve } from './params.js';

// What docs/mechanisms/volume-race.md says about splitting a miner. Shares are those at rest: the average moves toward them.

interface RuleSet {
  readonly curve: Curve;
  readonly dustppm: number;
}
const MIP2: RuleSet = { curve: mip2.params['curve'] as unknown as Curve, dustppm: 100_000 };
const MASA: RuleSet = { curve: masa110.params['curve'] as unknown as Curve, dustppm: 0 };
const LINEAR: RuleSet = { curve: { kind: 'linear', zeroVolume: 'exclude' }, dustppm: 100_000 };
const power = (exponent: number): RuleSet => ({
  curve: { exponent, kind: 'power', zeroVolume: 'exclude' },
  dustppm: 100_000,
});

/** Thirty rivals with 1000, 1010, .. 1290 new items. */
const RIVALS = Array.from({ length: 30 }, (_, i) => 1_000 + 10 * i);

/** Share of somebody with `own` volumes, one for each of its identities. */
const shareOf = ({ curve, dustppm }: RuleSet, own: readonly number[]): Fx => {
  const volumes = [...own, ...RIVALS];
  const xs = scoreVolumes(curve, dustppm, new Map(volumes.map((volume, i) => [i, BigInt(volume)])));
  return sumFx(normaliseShares(volumes.map((_, i) => xs.get(i) ?? FX_ZERO)).slice(0, own.length));
};

const split = (volume: number, k: number): number[] => Array.from({ length: k }, () => Math.floor(volume / k));
const copies = (volume: number, k: number): number[] => Array.from({ length: k }, () => volume);

/** The greatest gain in share (ppm) by making k identities of one, over volumes of 0.1 to 300 times the mean. */
const greatestGain = (rules: RuleSet, k: number, make: (volume: number, k: number) => number[]): number => {
  let greatest = 0n;
  for (let volume = 100; volume < 350_000; volume = Math.floor((volume * 11) / 10) + 1) {
    const gain = shareOf(rules, make(volume, k)) - shareOf(rules, [volume]);
    if (gain > greatest) greatest = gain;
  }
  return Number(greatest / 1_000_000_000_000n);
};

test('splitting the ids over identities gains what the docs say', () => {
  const measured = Object.entries({ MIP2, MASA, LINEAR, power2: power(2), power4: power(4) }).map(([name, rules]) => [
    name,
    ...[2, 5, 20].map((k) => greatestGain(rules, k, split)),
  ]);
  assert.equal(measured, [
    ['MIP2', 66_953, 220_861, 0],
    ['MASA', 71_103, 254_042, 668_836],
    ['LINEAR', 0, 0, 0],
    ['power2', 0, 0, 0],
    ['power4', 0, 0, 0],
  ]);
});

test('under the normal curve whoever is far above the mean is paid once for it, and k identities k times', () => {
  for (const rules of [MIP2, MASA]) {
    assert.ok(shareOf(rules, split(10_000, 5)) > 3n * shareOf(rules, [10_000]));
    assert.ok(shareOf(rules, split(10_000, 5)) < 5n * shareOf(rules, [10_000]));
  }
});

test('sending one list under k owners gains nearly k times under every curve; only the scope "all" ends it', () => {
  const [one, five] = [shareOf(LINEAR, [1_140]), shareOf(LINEAR, copies(1_140, 5))];
  assert.ok(five > 4n * one && five < 5n * one);
  const [normalOne, normalFive] = [shareOf(MIP2, [1_140]), shareOf(MIP2, copies(1_140, 5))];
  assert.ok(normalFive > 4n * normalOne && normalFive < 5n * normalOne);
});

test.run();
