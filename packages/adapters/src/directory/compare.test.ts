import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compareWithSums } from './compare.js';
import { nextSum } from './running-sum.js';

const LINES = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
const SEED = '0123456789abcdef';

const recordsOf = (lines: readonly string[]): string[] => {
  let sum = SEED;
  return lines.map((line) => {
    sum = nextSum(sum, line);
    return `${sum}\n`;
  });
};

const compare = (lines: readonly string[], records: readonly string[]) => {
  let at = 0;
  const comparer = compareWithSums(SEED, () => {
    at += 1;
    return records[at - 1];
  });
  for (const line of lines) comparer.take(Buffer.from(line));
  return comparer.end();
};

const changed = <A>(items: readonly A[], at: number, item: A): A[] => items.map((old, n) => (n === at ? item : old));
const faultsOf = (lines: readonly string[], records: readonly string[]): readonly unknown[] =>
  compare(lines, records).faults.map(({ wrong, line }) => `${wrong} ${line}`);

const RIGHT = recordsOf(LINES);
const FOREIGN = 'ffffffffffffffff\n';

test('lines and their sums agree', () => {
  const { faults, lines, behind, left, sum } = compare(LINES, RIGHT);
  assert.equal({ faults, lines, behind, left }, { faults: [], lines: 5, behind: 0, left: 0 });
  assert.is(`${sum}\n`, RIGHT[4]);
});

for (const at of LINES.keys()) {
  test(`line ${at + 1} changed: the line is wrong`, () => {
    assert.equal(faultsOf(changed(LINES, at, 'other'), RIGHT), [`line ${at + 1}`]);
  });
  test(`sum ${at + 1} changed in a digit: the sum is wrong`, () => {
    const record = RIGHT[at] ?? '';
    const hit = `${record[0] === 'a' ? 'b' : 'a'}${record.slice(1)}`;
    assert.equal(faultsOf(LINES, changed(RIGHT, at, hit)), [`sum ${at + 1}`]);
  });
  test(`sum ${at + 1} is no sum: the sum is wrong`, () => {
    assert.equal(faultsOf(LINES, changed(RIGHT, at, 'not a sum at all\n')), [`sum ${at + 1}`]);
  });
}

test('a sum replaced by another one is told from a line by the line behind it', () => {
  for (const at of [0, 1, 2, 3]) assert.equal(faultsOf(LINES, changed(RIGHT, at, FOREIGN)), [`sum ${at + 1}`]);
});

test('several faults apart from each other are all named', () => {
  const lines = changed(LINES, 0, 'other');
  assert.equal(faultsOf(lines, changed(RIGHT, 3, FOREIGN)), ['line 1', 'sum 4']);
  assert.equal(faultsOf(changed(lines, 2, 'another'), RIGHT), ['line 1', 'line 3']);
});

test('a line that was parted or joined is named once, with all that follows', () => {
  const parted = ['alpha', 'be', 'ta', 'gamma', 'delta', 'epsilon'];
  const { faults, behind } = compare(parted, RIGHT);
  assert.equal(
    faults.map(({ wrong, line, lines }) => [wrong, line, lines]),
    [['line', 2, 4]],
  );
  assert.is(behind, 1);
  const joined = compare(['alpha', 'beta gamma', 'delta', 'epsilon'], RIGHT);
  assert.equal(
    joined.faults.map(({ wrong, line }) => `${wrong} ${line}`),
    ['line 2'],
  );
  assert.is(joined.left, 1);
});

test('lines behind the sums and sums behind the lines are counted', () => {
  assert.is(compare(LINES, RIGHT.slice(0, 3)).behind, 2);
  assert.is(compare(LINES.slice(0, 3), RIGHT).left, 2);
  assert.is(compare([], []).sum, SEED);
});

test('sums that a loss of power left unwritten are told from damaged ones', () => {
  const hole = '\0'.repeat(17);
  assert.is(compare(LINES, changed(changed(RIGHT, 3, hole), 4, hole)).unwritten, 4);
  assert.is(compare(LINES, changed(RIGHT, 1, FOREIGN)).unwritten, undefined);
});

test.run();
