import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Out } from '../io.js';
import { paintFor } from './colour.js';

const out = (isTTY: boolean): Out => ({ isTTY, columns: 80, write: async () => undefined, isClosed: () => false });

test('a terminal gets colour', () => {
  assert.is(paintFor(out(true), {}, true).bad('no'), '\u001b[31mno\u001b[39m');
});

const NONE: readonly (readonly [string, boolean, Record<string, string>, boolean])[] = [
  ['no terminal', false, {}, true],
  ['--no-color', true, {}, false],
  ['NO_COLOR', true, { NO_COLOR: '1' }, true],
  ['TERM=dumb', true, { TERM: 'dumb' }, true],
];

for (const [why, isTTY, env, wanted] of NONE) {
  test(`no colour: ${why}`, () => {
    assert.is(paintFor(out(isTTY), env, wanted).bad('no'), 'no');
  });
}

test('an empty NO_COLOR is none', () => {
  assert.is.not(paintFor(out(true), { NO_COLOR: '' }, true).bad('no'), 'no');
});

test.run();
