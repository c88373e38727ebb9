import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { formatFx, roundFx } from '../../numbers/fx-text.js';
import { filetao3001 } from '../../rulesets/filetao-3.0.0-1.js';
import { filetaoReadme1 } from '../../rulesets/filetao-readme-1.js';
import { type Params, tierAt } from './params.js';
import { reaches, rowAfter, wilsonScore } from './tiers.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const readme = filetaoReadme1.params as unknown as Params;
const code = filetao3001.params as unknown as Params;
const lower: Params = { ...readme, wilson: { ...readme.wilson, kind: 'lower' } };
const BRONZE = 7;

const nameAfter = (params: Params, s: number, n: number, lifetime: number, held = BRONZE): string =>
  tierAt(params, rowAfter(params, held, { s, n, lifetime })).name;

const cases: readonly (readonly [string, Params, number, number, number, string])[] = [
  ['both conditions of the best tier', readme, 99, 100, 15_000, 'Super Saiyan'],
  ['one success too few in a life', readme, 99, 100, 14_999, 'Ruby'],
  ['3 of 4 is 0.724: below Diamond, above Platinum', readme, 3, 4, 15_000, 'Platinum'],
  ['the original is milder: 1 of 2 is 0.5, 6 of 11 is 0.5436', code, 6, 11, 15_000, 'Bronze'],
  ['a perfect start without history is the last tier', readme, 50, 50, 50, 'Bronze'],
  ['no second chance below the thresholds', readme, 0, 1, 20_000, 'Bronze'],
  ['Platinum and Gold want the same score, and differ by successes', readme, 65, 100, 4_000, 'Silver'],
];

for (const [what, params, s, n, lifetime, expected] of cases) {
  test(what, () => assert.is(nameAfter(params, s, n, lifetime), expected));
}

test('a threshold is met exactly: 1 of 1 at z = 1 is 3/4', () => {
  const exact: Params = { ...readme, wilson: { kind: 'centre', zDen: '1', zNum: '1' } };
  assert.ok(reaches(exact.wilson, 1, 1, 750_000));
  assert.not(reaches(exact.wilson, 1, 1, 750_001));
  assert.is(nameAfter(exact, 1, 1, 6_000), 'Diamond');
});

test('an empty window keeps the tier, or counts as 1/2 as in the original', () => {
  assert.is(nameAfter(readme, 0, 0, 20_000, 0), 'Super Saiyan');
  assert.is(nameAfter(code, 0, 0, 20_000, 0), 'Bronze');
  const half: Params = { ...lower, emptyWindow: 'half' };
  assert.ok(reaches(half.wilson, 0, 0, 500_000));
  assert.not(reaches(half.wilson, 0, 0, 500_001));
  assert.is(formatFx(wilsonScore(half.wilson, 0, 0)), '0.5');
});

test('centre and lower bound are two numbers', () => {
  assert.is(roundFx(wilsonScore(readme.wilson, 8, 9), 16), '0.8701769999681506');
  assert.is(roundFx(wilsonScore(lower.wilson, 8, 9), 5), '0.79875');
  assert.is(nameAfter(readme, 8, 9, 10_000), 'Ruby');
  assert.is(nameAfter(lower, 8, 9, 10_000), 'Diamond');
});

test('without a row that holds it is the last, whatever the last asks for', () => {
  const strict: Params = { ...readme, tiers: readme.tiers.slice(0, 2) };
  assert.is(nameAfter(strict, 0, 1, 0, 1), 'Ruby');
});

const history = fc
  .integer({ min: 0, max: 50_000 })
  .chain((n) => fc.record({ n: fc.constant(n), s: fc.integer({ min: 0, max: n }), before: fc.nat(20_000) }));

test('one more success never lowers a tier, one more failure never raises it', () => {
  fc.assert(
    fc.property(
      history,
      fc.constantFrom(readme, code, lower),
      fc.integer({ min: 0, max: BRONZE }),
      ({ n, s, before }, params, held) => {
        const now = rowAfter(params, held, { s, n, lifetime: before + s });
        const more = rowAfter(params, held, { s: s + 1, n: n + 1, lifetime: before + s + 1 });
        const fewer = rowAfter(params, held, { s, n: n + 1, lifetime: before + s });
        // An empty window is judged by no score, so there is nothing that a first success could be compared with.
        if (n > 0) assert.ok(more <= now && now <= fewer);
        if (s < n) assert.ok(rowAfter(params, held, { s: s + 1, n, lifetime: before + s + 1 }) <= now);
      },
    ),
  );
});

test.run();
