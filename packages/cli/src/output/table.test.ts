import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tableLines, tableWidth } from './table.js';

const COLUMNS = [{ title: 'name' }, { title: 'n', align: 'right' }, { title: 'says' }] as const;
const ROWS = [
  ['a', '1', 'x'],
  ['long…', '200', ''],
];

test('cells are aligned and no line ends with blanks', () => {
  assert.equal(tableLines(COLUMNS, ROWS), ['  name     n  says', '  a        1  x', '  long…  200']);
});

test('the width is that of the longest line', () => {
  assert.is(tableWidth(COLUMNS, ROWS), '  name     n  says'.length);
});

test('colour does not move anything', () => {
  const painted = tableLines(
    COLUMNS.map((column) => ({ ...column, paint: (text: string) => `\u001b[1m${text}\u001b[22m` })),
    ROWS,
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour is made of them
  const plain = painted.map((line) => line.replace(/\u001b\[\d+m/g, ''));
  assert.equal(plain.slice(1), tableLines(COLUMNS, ROWS).slice(1));
});

test('empty titles leave no line', () => {
  assert.equal(tableLines([{ title: '' }], [['x']]), ['  x']);
});

test.run();
