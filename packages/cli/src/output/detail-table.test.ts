import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { detailTableLines } from './detail-table.js';

const columns = [{ title: 'name' }, { title: 'n', align: 'right' }, { title: 'why' }] as const;
const rows = [
  ['ann', '12', 'too few of them'],
  ['bob', '7', 'none'],
];

test('the last column stands beside the others where it fits, else below', () => {
  const linesAt = (width: number): string[] => detailTableLines(columns, rows, width, (text) => text);
  assert.equal(linesAt(27), ['  name   n  why', '  ann   12  too few of them', '  bob    7  none']);
  assert.equal(linesAt(16), ['  name   n  why', '  ann   12', '    too few of', '    them', '  bob    7  none']);
  assert.equal(linesAt(15), ['  name   n', '  ann   12', '    too few of', '    them', '  bob    7', '    none']);
});

test('a row without a detail has no line below it', () => {
  const lines = detailTableLines(columns, [['ann', '12', ''], rows[1] ?? []], 12, (text) => text);
  assert.equal(lines, ['  name   n', '  ann   12', '  bob    7', '    none']);
});

test.run();
