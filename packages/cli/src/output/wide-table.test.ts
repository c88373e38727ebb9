import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { wideTableLines } from './wide-table.js';

const columns = [
  { title: 'name' },
  { title: 'store attempts', align: 'right' },
  { title: 'store rate', align: 'right' },
  { title: 'tier' },
] as const;
const rows = [
  ['ann', '12', '50 %', 'Gold'],
  ['bob', '7', '100 %', ''],
];
const linesAt = (width: number): string[] => wideTableLines(columns, rows, width, (text) => text);

test('titles break at blanks and stand at the bottom', () => {
  assert.equal(linesAt(80), [
    '           store',
    '  name  attempts  store rate  tier',
    '  ann         12        50 %  Gold',
    '  bob          7       100 %',
  ]);
});

test('what does not fit stands below, behind the same first column', () => {
  assert.equal(linesAt(28), [
    '           store',
    '  name  attempts  store rate',
    '  ann         12        50 %',
    '  bob          7       100 %',
    '',
    '  name  tier',
    '  ann   Gold',
    '  bob',
  ]);
  assert.is(linesAt(1).filter((line) => line.trim() === '').length, 2, 'a column each, however narrow');
});

test.run();
