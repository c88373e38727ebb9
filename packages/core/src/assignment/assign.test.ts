import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pureHost } from '../hash/host.js';
import { raw32, taggedBytes, u64 } from '../hash/tagged.js';
import type { EpochNumber, Hash32, NetUid } from '../ids.js';
import { sample } from '../primitives/sample.js';
import { type Assignment, type AssignmentInput, assignZipcodes } from './assign.js';
import type { Candidate } from './candidate.js';
import { type AssignmentParams, assignmentParams } from './params.js';
import { defaultAssignmentParams } from './shipped.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

const { sha256 } = pureHost;
const params: AssignmentParams = {
  ...defaultAssignmentParams,
  cooldownEpochs: 2,
  maxExpected: 60,
  minExpected: 10,
  target: { ...defaultAssignmentParams.target, everyEpochs: 2, listings: 200, maxListings: 400, stepListings: 100 },
};
const wide: AssignmentParams = { ...params, target: { ...params.target, toleranceppm: 150_000 } };

const row = (n: number, given: Partial<Candidate> = {}): Candidate => ({
  expected: 20,
  state: 'PA',
  tier: 'standard',
  zipcode: String(15_000 + n),
  ...given,
});
const inputOf = (candidates: readonly Candidate[], given: Partial<AssignmentInput> = {}): AssignmentInput => ({
  seed: 'ab'.repeat(32) as Hash32,
  netuid: 46 as NetUid,
  epoch: 0 as EpochNumber,
  candidates,
  past: [],
  ...given,
});
const reasons = ({ verdicts }: Assignment): Record<string, string> =>
  Object.fromEntries(verdicts.map(({ candidate, reason }) => [candidate.zipcode, reason]));

const anyRow = fc.record({
  expected: fc.integer({ min: 0, max: 80 }),
  state: fc.constantFrom('PA', 'NJ', 'NY'),
  tier: fc.constantFrom('premium', 'standard', 'nothing'),
  zipcode: fc.integer({ min: 0, max: 99_999 }).map((n) => String(n).padStart(5, '0')),
});
const anyTable = fc.uniqueArray(anyRow, { selector: ({ zipcode }) => zipcode, maxLength: 60 });
const anySeed = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((b) => Buffer.from(b).toString('hex') as Hash32);
const anyInput = fc.tuple(anyTable, anySeed, fc.integer({ min: 0, max: 9 })).chain(([candidates, seed, epoch]) =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.subarray(candidates)), { maxLength: 3 })
    .map((formers): AssignmentInput => {
      const past = formers.map(([former, zipcodes]) => ({ epoch: former as EpochNumber, zipcodes }));
      return inputOf(candidates, { seed, epoch: epoch as EpochNumber, past });
    }),
);

test('neither the order of the table nor that of the earlier epochs changes anything', () => {
  fc.assert(
    fc.property(anyInput, fc.infiniteStream(fc.nat()), (input, keys) => {
      const shuffled = <A>(items: readonly A[]): A[] =>
        items
          .map((item) => ({ item, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
      const other = { ...input, candidates: shuffled(input.candidates), past: shuffled(input.past) };
      assert.equal(assignZipcodes(sha256, wide, other), assignZipcodes(sha256, wide, input));
    }),
  );
});

test('every bound is kept, and the sum is within the tolerance or the shortfall is told', () => {
  let short = 0;
  fc.assert(
    fc.property(anyInput, (input) => {
      const { target } = wide;
      const found = assignZipcodes(sha256, wide, input);
      assert.is(found.verdicts.length, input.candidates.length);
      const listings = Math.min(400, 200 + 100 * Math.floor(input.epoch / 2));
      const tolerance = (listings * target.toleranceppm) / 1_000_000;
      if (found.kind === 'short') {
        short += 1;
        assert.is(found.listings + found.missing, Math.ceil(listings - tolerance));
        assert.ok(found.verdicts.every(({ reason }) => !['CHOSEN', 'TOO_MUCH'].includes(reason)));
        return;
      }
      const sum = found.zipcodes.reduce((total, { expected }) => total + expected, 0);
      assert.is(sum, found.listings);
      assert.ok(Math.abs(sum - listings) <= tolerance, `${sum} for ${listings}`);
      const cooling = input.past.filter(({ epoch }) => epoch < input.epoch && epoch >= input.epoch - 2);
      found.zipcodes.forEach(({ zipcode, expected }, at) => {
        const { state, tier } = input.candidates.find((item) => item.zipcode === zipcode) ?? { state: '', tier: '' };
        assert.ok(expected >= 10 && expected <= 60 && ['PA', 'NJ'].includes(state) && tier !== 'nothing', zipcode);
        assert.ok(!cooling.some(({ zipcodes }) => zipcodes.some((former) => former.zipcode === zipcode)), zipcode);
        assert.ok(at === 0 || (found.zipcodes[at - 1]?.zipcode ?? '') < zipcode, 'strictly ascending');
      });
    }),
    { numRuns: 300 },
  );
  assert.ok(short > 0 && short < 300, `${short} of 300 were short`);
});

test('each bound has its reason, and the first that holds is named', () => {
  const table = [
    row(0, { state: 'NY', expected: 5 }),
    row(1, { tier: 'nothing' }),
    row(2, { expected: 9 }),
    row(3, { expected: 61 }),
    row(4),
    row(5),
  ];
  const past = [
    { epoch: 3 as EpochNumber, zipcodes: [row(4)] },
    { epoch: 2 as EpochNumber, zipcodes: [row(5)] },
  ];
  const found = assignZipcodes(sha256, wide, inputOf(table, { epoch: 5 as EpochNumber, past }));
  assert.equal(reasons(found), {
    15000: 'OTHER_STATE',
    15001: 'NO_WEIGHT',
    15002: 'TOO_SMALL',
    15003: 'TOO_LARGE',
    15004: 'COOLING_DOWN',
    15005: 'NOT_DRAWN',
  });
  assert.is(found.kind, 'short');
});

test('an impossible target names the bound that is in the way', () => {
  const table = Array.from({ length: 20 }, (_, n) => row(n));
  const past = [{ epoch: 0 as EpochNumber, zipcodes: table.slice(0, 15) }];
  const found = assignZipcodes(sha256, wide, inputOf(table, { epoch: 1 as EpochNumber, past }));
  if (found.kind !== 'short') throw new Error('expected a shortfall');
  assert.equal([found.listings, found.missing], [100, 70]);
  const enough = found.lifted.filter(({ isEnough }) => isEnough);
  assert.equal(enough, [{ reason: 'COOLING_DOWN', parameter: 'cooldownEpochs', listings: 400, isEnough: true }]);
});

test('who weighs more is drawn more often, in proportion', () => {
  const table = [row(0, { expected: 60 }), ...Array.from({ length: 20 }, (_, n) => row(n + 1))];
  const first = (weightBy: 'expected' | 'equal', tier: string): number => {
    const drawn = Array.from({ length: 300 }, (_, epoch) => {
      const candidates = table.map((item, at) => ({ ...item, tier: at === 0 ? tier : 'standard' }));
      const target = { ...wide.target, maxListings: 200 };
      const input = inputOf(candidates, { epoch: epoch as EpochNumber });
      return assignZipcodes(sha256, { ...wide, weightBy, target }, input).verdicts[0]?.draw === 1 ? 1 : 0;
    });
    return drawn.reduce((sum: number, n) => sum + n, 0);
  };
  // The chances of the first place are 60/460, 180/580, 1/21 and 3/23: of 300 drawings about 39, 93, 14 and 39.
  assert.equal(
    [
      first('expected', 'standard'),
      first('expected', 'premium'),
      first('equal', 'standard'),
      first('equal', 'premium'),
    ],
    [46, 100, 15, 32],
  );
});

test('a zipcode twice in the table is a mistake of the caller', () => {
  assert.throws(() => assignZipcodes(sha256, wide, inputOf([row(1), row(1)])), /two items compare equal/);
});

test('parameters that could end between two zipcodes are refused', () => {
  const refused = (given: Partial<AssignmentParams>) => !assignmentParams.is({ ...defaultAssignmentParams, ...given });
  assert.is(refused({}), false);
  assert.is(refused({ maxExpected: 2_000 }), false);
  assert.is(refused({ maxExpected: 2_001 }), true);
  assert.is(refused({ minExpected: 1 }), true); // 22,000 zipcodes of one listing
  assert.is(refused({ minExpected: 1_501 }), true);
  assert.is(refused({ states: ['PA', 'NJ'] }), true);
});

test('the greatest table with the greatest weights is drawn from to the last unit', () => {
  const great: AssignmentParams = {
    ...params,
    minExpected: 100_000,
    maxExpected: 100_000,
    target: { ...params.target, listings: 1_000_000, maxListings: 1_000_000, toleranceppm: 50_000 },
    tiers: [{ name: 'standard', weight: 1_000 }],
  };
  assert.ok(assignmentParams.is(great));
  const rows = 50_000; // what a table may have
  const table = Array.from({ length: rows }, (_, n) => row(n, { expected: 100_000, zipcode: `${n}`.padStart(5, '0') }));
  const { verdicts } = assignZipcodes(sha256, great, inputOf(table));
  const drawn = verdicts.filter(({ draw }) => draw !== undefined).sort((a, b) => (a.draw ?? 0) - (b.draw ?? 0));
  const left = [...table];
  for (const [i, { candidate }] of drawn.entries()) {
    const word = taggedBytes(sha256, 'assign/1', [raw32('ab'.repeat(32)), u64(46), u64(0), u64(i)]);
    // All weigh 10^8, so the ticket r is of the item floor(r / 10^8).
    const [ticket = 0] = sample(sha256, word, left.length * 100_000_000, 1);
    const [wanted] = left.splice(Number(BigInt(ticket) / 100_000_000n), 1);
    assert.is(candidate.zipcode, wanted?.zipcode);
  }
  assert.is(drawn.length, 10);
});

test.run();
