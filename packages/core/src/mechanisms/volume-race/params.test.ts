import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeCanonical } from '../../event/canonical.js';
import { masa110 } from '../../rulesets/masa-1.1.0-1.js';
import { mip2 } from '../../rulesets/mip2-1.js';
import { accountOf } from '../../testing/names.js';
import { params } from './params.js';

// The text of the rules: whoever changes a number changes a rule, and needs a new version.
const MIP2 = [
  '{"badItem":"dropItem","curve":{"anchorAtZero":true,"kind":"normalCdf","sd":"population","zeroVolume":"exclude"},"dedupeScope":"coldkey","dustppm":100000,"emaAlphappm":100000,"emaScope":"all",',
  '"maxNewIds":100000,"minFreshppm":900000,"minMatchingppm":900000,"observer":"any","spotCheck":{"minConclusiveppm":660000,"passppm":1000000,"rows":3},',
  '"timeoutMs":40000,"window":{"epochs":6,"kind":"calendar"}}',
].join('');
const MASA = [
  '{"badItem":"dropItem","curve":{"anchorAtZero":false,"degenerate":"zero","kind":"normalCdf","sd":"population","zeroVolume":"score"},"dedupeScope":"identity","dustppm":0,"emaAlphappm":100000,"emaScope":"scored",',
  '"maxNewIds":100000,"minFreshppm":900000,"minMatchingppm":900000,"observer":"any","spotCheck":{"minConclusiveppm":660000,"passppm":1000000,"rows":3},',
  '"timeoutMs":40000,"window":{"epochs":6,"kind":"existing"}}',
].join('');

/** The same with sorted keys, as canonical lines have them: the guard relies on it. */
const sorted = (u: unknown): unknown =>
  typeof u === 'object' && u !== null && !Array.isArray(u)
    ? Object.fromEntries(
        Object.entries(u)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, value]) => [key, sorted(value)]),
      )
    : u;

const accepts = (u: unknown): boolean => {
  const decoded = E.isRight(params.codec.decode(u));
  assert.is(params.is(sorted(u)), decoded);
  return decoded;
};

test('the shipped rule sets are the text of their rules, byte for byte', () => {
  assert.is(encodeCanonical(mip2.params), MIP2);
  assert.is(encodeCanonical(masa110.params), MASA);
});

const base = mip2.params;
const CURVE = { anchorAtZero: true, kind: 'normalCdf', sd: 'sample', zeroVolume: 'score' };

test('what a rule set may say', () => {
  for (const change of [
    {},
    { observer: accountOf('vera') },
    { curve: CURVE },
    { curve: { ...CURVE, degenerate: 'zero' } },
    { curve: { kind: 'linear', zeroVolume: 'exclude' } },
    { curve: { exponent: 4, kind: 'power', zeroVolume: 'exclude' } },
    { dedupeScope: 'all', badItem: 'zeroBatch', emaScope: 'scored', maxNewIds: 100_000_000 },
    { window: { epochs: 1_000, kind: 'existing' } },
  ]) {
    assert.ok(accepts({ ...base, ...change }), JSON.stringify(change));
  }
});

test('what it may not say', () => {
  const { curve: _, ...withoutCurve } = base;
  for (const bad of [
    null,
    [],
    {},
    withoutCurve,
    { ...base, extra: 1 },
    { ...base, observer: 'anybody' },
    { ...base, curve: { ...CURVE, degenerate: 'one' } },
    { ...base, curve: { ...CURVE, kind: 'kurtosis' } },
    { ...base, curve: { kind: 'linear' } },
    { ...base, curve: { exponent: 0, kind: 'power', zeroVolume: 'exclude' } },
    { ...base, curve: { exponent: 5, kind: 'power', zeroVolume: 'exclude' } },
    { ...base, curve: { kind: 'power', zeroVolume: 'exclude' } },
    { ...base, curve: null },
    { ...base, maxNewIds: 0 },
    { ...base, maxNewIds: 100_000_001 },
    { ...base, dustppm: 1_000_001 },
    { ...base, emaAlphappm: -1 },
    { ...base, emaAlphappm: 0.5 },
    { ...base, timeoutMs: 0 },
    { ...base, window: { epochs: 0, kind: 'calendar' } },
    { ...base, window: { epochs: 6, kind: 'rolling' } },
    { ...base, spotCheck: { minConclusiveppm: 1, passppm: 1, rows: 0 } },
    { ...base, badItem: 'keep' },
    { ...base, dedupeScope: 'uid' },
  ]) {
    assert.not(accepts(bad), JSON.stringify(bad));
  }
});

test.run();
