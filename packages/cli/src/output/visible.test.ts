import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clip, visible } from './visible.js';

const ROWS: readonly (readonly [string, string])[] = [
  ['plain', 'plain'],
  ['\u001b[31mred', '\\u001b[31mred'],
  ['\u009b31m', '\\u009b31m'],
  ['a\tb\rc\u0000', 'a\\u0009b\\u000dc\\u0000'],
  ['right\u202eleft', 'right\\u202eleft'],
  ['two\nlines', 'two\nlines'],
  ['größe 🙂', 'größe 🙂'],
];

for (const [text, shown] of ROWS) {
  test(`${JSON.stringify(text)} is shown as ${JSON.stringify(shown)}`, () => {
    assert.is(visible(text), shown);
  });
}

test('a long text is cut and says how long it is', () => {
  assert.is(clip('abcdef', 3), 'abc... (6 characters)');
  assert.is(clip('abc', 3), 'abc');
});

test.run();
