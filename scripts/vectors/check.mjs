import assert from 'node:assert/strict';
import { formatFx, parseFx } from '../../packages/core/dist/numbers/fx-text.js';

/** What the runners have in common: cases, sections, exact numbers. */

/** The outcome of a case that our rules answer otherwise on purpose; the reason says why. */
export const differs = (reason) => ({ kind: 'differs', reason });

/** Lists that describe a file and hold no case. */
const PROSE = new Set(['source', 'sources', 'note', 'notes', 'what']);

/**
 * The cases of a file with several lists: `runners` names a function for each list, which gives the cases of its items.
 * A missing list is fine (a file may hold any part of the cases); one that nobody looks at is a failing case.
 */
export const sections = (data, runners) =>
  Object.entries(data).flatMap(([key, items]) => {
    if (PROSE.has(key)) return [];
    if (Object.hasOwn(runners, key)) return items.map((item, i) => runners[key](item, `${key} ${i + 1}`));
    if (typeof items !== 'object' || items === null) return [];
    return [{ name: key, check: () => assert.fail('no runner looks at this part of the file') }];
  });

/** A JSON number as Fx, from its shortest decimal text: never by multiplying a double. */
export const fxOf = (number) => {
  const fx = typeof number === 'number' ? parseFx(String(number)) : undefined;
  assert.ok(fx !== undefined, `expected a number, got ${JSON.stringify(number)}`);
  return fx;
};

const TOLERANCE = parseFx('1e-12');

/** Asserts that an Fx is within 1e-12 of a JSON number. */
export const assertNear = (actual, number, what) => {
  const expected = fxOf(number);
  const apart = actual > expected ? actual - expected : expected - actual;
  assert.ok(apart <= TOLERANCE, `${what}: expected ${formatFx(expected)}, got ${formatFx(actual)}`);
};

/** Asserts that a map of Fx has the keys of a JSON object, no more and no fewer, and values within 1e-12 of its numbers. */
export const assertMapNear = (actual, expected, what) => {
  assert.deepEqual([...actual.keys()].sort(), Object.keys(expected).sort(), `${what}: other keys`);
  for (const [key, value] of actual) assertNear(value, expected[key], `${what} of ${key}`);
};
