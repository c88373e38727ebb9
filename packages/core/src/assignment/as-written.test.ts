import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pureHost } from '../hash/host.js';
import { raw32, taggedBytes, u64 } from '../hash/tagged.js';
import type { EpochNumber, Hash32, NetUid } from '../ids.js';
import { sample } from '../primitives/sample.js';
import { assignZipcodes } from './assign.js';
import type { Candidate } from './candidate.js';
import { epochNonce } from './opening.js';
import { decodeAssignmentParams } from './params-text.js';
import { decodeZipcodes, zipcodesHash } from './table.js';

fc.configureGlobal({ seed: Number(process.env['TEST_SEED'] ?? '1') });

/** The rule of docs/assignments.md for one row of parameters, as somebody else would write it, and its example. */

const { sha256 } = pureHost;
const PARAMS = `{
  "cooldownEpochs": 1, "maxExpected": 50, "minExpected": 20, "states": ["NJ", "PA"],
  "target": { "everyEpochs": 1, "fromEpoch": 0, "listings": 100, "maxListings": 100, "stepListings": 0, "toleranceppm": 250000 },
  "tiers": [{ "name": "premium", "weight": 3 }, { "name": "standard", "weight": 1 }], "weightBy": "expected"
}`;
const TABLE = [
  'zipcode,state,expected,tier',
  '08540,NJ,40,standard',
  '10001,NY,90,premium',
  '15201,PA,25,standard',
  '18015,PA,30,premium',
  '19103,PA,50,standard',
  '19104,PA,35,standard',
];
const seed = 'ab'.repeat(32) as Hash32;
const netuid = 46 as NetUid;
const decodedParams = decodeAssignmentParams(PARAMS);
if (decodedParams._tag === 'Left') throw new Error(decodedParams.left.expected);
const params = decodedParams.right;

const asWritten = (table: readonly Candidate[], cooling: readonly string[], epoch: EpochNumber): string[] => {
  const weigh = ({ tier, expected }: Candidate) => (tier === 'premium' ? 3 : 1) * expected;
  let left = table
    .filter(({ state, expected }) => state !== 'NY' && expected >= 20 && expected <= 50)
    .filter(({ zipcode }) => !cooling.includes(zipcode))
    .sort((a, b) => (a.zipcode < b.zipcode ? -1 : 1));
  if (left.reduce((sum, { expected }) => sum + expected, 0) < 75) return [];
  const chosen: Candidate[] = [];
  const sum = () => chosen.reduce((total, { expected }) => total + expected, 0);
  for (let i = 0; sum() < 100 && left.length > 0; i += 1) {
    const ticketed = left.flatMap((item) => Array.from({ length: weigh(item) }, () => item));
    const word = taggedBytes(sha256, 'assign/1', [raw32(seed), u64(netuid), u64(epoch), u64(i)]);
    const drawn = ticketed[sample(sha256, word, ticketed.length, 1)[0] ?? 0] as Candidate;
    left = left.filter((item) => item !== drawn);
    if (sum() + drawn.expected <= 125) chosen.push(drawn);
  }
  return chosen.map(({ zipcode }) => zipcode).sort();
};

test('it chooses what the rule says', () => {
  const row = fc.record({
    expected: fc.integer({ min: 10, max: 60 }),
    state: fc.constantFrom('PA', 'NJ', 'NY'),
    tier: fc.constantFrom('premium', 'standard'),
    zipcode: fc.integer({ min: 10_000, max: 99_999 }).map(String),
  });
  const table = fc.uniqueArray(row, { selector: ({ zipcode }) => zipcode, maxLength: 30 });
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 1_000 }), (candidates, number) => {
      const epoch = number as EpochNumber;
      const former = candidates.slice(0, 3);
      const past = [{ epoch: (number - 1) as EpochNumber, zipcodes: former }];
      const found = assignZipcodes(sha256, params, { seed, netuid, epoch, candidates, past });
      const zipcodes = found.kind === 'assigned' ? found.zipcodes.map(({ zipcode }) => zipcode) : [];
      const cooling = former.map(({ zipcode }) => zipcode);
      assert.equal(zipcodes, asWritten(candidates, cooling, epoch));
    }),
    { numRuns: 200 },
  );
});

test('the example of the page', () => {
  const table = decodeZipcodes(`${TABLE.join('\n')}\n`);
  if (table._tag === 'Left') throw new Error(table.left.expected);
  const epoch = 7 as EpochNumber;
  const past = [{ epoch: 6 as EpochNumber, zipcodes: [{ zipcode: '19103' }] }];
  const found = assignZipcodes(sha256, params, { seed, netuid, epoch, candidates: table.right, past });
  assert.equal(
    found.verdicts.map(({ reason, draw }) => [reason, draw]),
    [
      ['CHOSEN', 1],
      ['OTHER_STATE', undefined],
      ['NOT_DRAWN', undefined],
      ['CHOSEN', 2],
      ['COOLING_DOWN', undefined],
      ['CHOSEN', 3],
    ],
  );
  assert.is(
    epochNonce(sha256, { seed, netuid, epoch }),
    '8ae70c32202a97e472fdce5b7d7e5461cf3504a73beb97c621a0238d902161d1',
  );
  const hash = 'd7713cd3598f1468c094f50dd088fcd6227a5b8ea056dedad8821798f12140f3';
  assert.is(zipcodesHash(sha256, table.right), hash);
  assert.is(zipcodesHash(sha256, [...table.right].reverse()), hash);
});

test('a table says where it is wrong', () => {
  const refused = (...rows: string[]) => {
    const decoded = decodeZipcodes(rows.join('\n'));
    return decoded._tag === 'Left'
      ? `${decoded.left.at.line} ${decoded.left.at.path ?? ''} ${decoded.left.expected}`
      : '';
  };
  const [head = '', first = ''] = TABLE;
  assert.is(refused(head, first), '');
  assert.is(refused(`${head}\r`, `${first}\r`, ''), '');
  assert.is(refused(first), `1  ${head}`);
  assert.is(refused(head, '1234,PA,1,standard'), '2 /zipcode zipcode of 5 digits');
  assert.is(refused(head, '12345,pa,1,standard'), '2 /state state of 2 capital letters');
  assert.is(refused(head, '12345,PA,1e3,standard'), '2 /expected integer 0..100000');
  assert.is(refused(head, '12345,PA,100001,standard'), '2 /expected integer 0..100000');
  assert.is(refused(head, '12345,PA,1,standard,more'), `2  the 4 cells ${head}`);
  assert.is(refused(head, first, first), '3  each zipcode once');
  assert.is(refused(head, first, '', first), `3  the 4 cells ${head}`);
});

test('parameters say where they are wrong', () => {
  const path = (text: string) => {
    const decoded = decodeAssignmentParams(text);
    return decoded._tag === 'Left' ? decoded.left.at.path : undefined;
  };
  assert.is(path(PARAMS), undefined);
  assert.is(path(PARAMS.replace('"weight": 3', '"weight": 1001')), '/tiers/0/weight');
  assert.is(path(PARAMS.replace('"weightBy": "expected"', '"weightBy": "size"')), '/weightBy');
  assert.is(path('[]'), '/');
  assert.ok(decodeAssignmentParams('not JSON')._tag === 'Left');
  assert.is(path('7'), '/');
});

test.run();
