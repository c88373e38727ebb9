import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { zipcodeRace1 } from '../../testing/index.js';
import { completePpm, fileFault } from './completeness.js';
import type { Params } from './params.js';
import { pointsOf, rankVerified } from './points.js';
import { firstReason, REASONS } from './reasons.js';
import type { Entry } from './submissions.js';

const params = zipcodeRace1.params as unknown as Params;
const measure = (rows: number, filledEach: number, other: object = {}): Entry['measure'] =>
  ({
    rows,
    filled: Object.fromEntries(params.requiredFields.map((field) => [field, filledEach])),
    wrongZipRows: 0,
    duplicateIdRows: 0,
    ...other,
  }) as Entry['measure'];
const entry = (rows: number, filledEach: number): Entry => ({ measure: measure(rows, filledEach) }) as Entry;

// [rows, filled per field, position, expected] -> [quality, accuracy, points]
const TABLE: readonly [number[], number[]][] = [
  [
    [100, 100, 0, 100],
    [1_000_000, 1_000_000, 1_000_000],
  ],
  [
    [100, 90, 0, 100],
    [0, 1_000_000, 600_000],
  ],
  [
    [100, 100, 3, 100],
    [1_000_000, 1_000_000, 700_000],
  ],
  [
    [95, 95, 0, 100],
    [1_000_000, 500_000, 800_000],
  ],
  [
    [110, 110, 5, 100],
    [1_000_000, 0, 100_000],
  ],
];

test('speed and quality, every division floor', () => {
  for (const [[rows = 0, filled = 0, position = 0, expected = 0], want] of TABLE) {
    const { quality, accuracy, points } = pointsOf(params, entry(rows, filled), position, expected);
    assert.equal([quality, accuracy, points], want, `${rows} ${filled} ${position}`);
  }
});

test('equal data leaves the order of arrival', () => {
  const arrived = [entry(100, 100), entry(100, 100), entry(100, 100)];
  assert.equal(
    rankVerified(params, arrived, 100).map(({ position }) => position),
    [0, 1, 2],
  );
});

test('hostile counts stay within safe integers', () => {
  const lying = measure(100, Number.MAX_SAFE_INTEGER);
  assert.ok(Number.isSafeInteger(completePpm(params, lying)));
  assert.is(fileFault(params, lying, 100), undefined);
  assert.is(pointsOf(params, { measure: lying } as Entry, 0, 100).points, 1_000_000);
  assert.is(fileFault(params, measure(Number.MAX_SAFE_INTEGER, 0), 100_000), 'COUNT_OUT_OF_RANGE');
  assert.is(fileFault(params, measure(0, 0), 1), 'COUNT_OUT_OF_RANGE');
});

test('the limits are inclusive', () => {
  assert.is(fileFault(params, measure(90, 81), 100), undefined);
  assert.is(fileFault(params, measure(89, 89), 100), 'COUNT_OUT_OF_RANGE');
  assert.is(fileFault(params, measure(90, 80), 100), 'FIELDS_MISSING');
});

test('the first reason of the closed list stands', () => {
  assert.is(firstReason([]), 'NO_SUBMISSION');
  assert.is(firstReason(['LATE', 'UNVERIFIED', 'SAME_OWNER']), 'UNVERIFIED');
  assert.is(firstReason([...REASONS].reverse()), 'NOT_REGISTERED');
});

test.run();
