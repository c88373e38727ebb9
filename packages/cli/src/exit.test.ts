import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fail, problemOf, usageError } from './cli-error.js';
import { EXIT_CODES, worstExit } from './exit.js';

test('the table is the one of the design', () => {
  assert.equal(EXIT_CODES, [0, 1, 2, 10, 11, 12, 13, 15, 16, 70, 125, 130]);
});

test('broken data counts before a no, a no before what could not be judged', () => {
  assert.is(worstExit([0, 125, 1, 12]), 12);
  assert.is(worstExit([125, 1]), 1);
  assert.is(worstExit([0, 125]), 125);
  assert.is(worstExit([]), 0);
});

const system = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code, syscall: 'open' });
const data = (file: string): Error =>
  Object.assign(new Error('x'), { code: 'SUM_MISMATCH', at: { file }, expected: 'a', found: 'b', help: 'c' });

const ROWS: readonly (readonly [string, unknown, number, string])[] = [
  ['wrong usage', usageError('no'), 2, 'USAGE'],
  ['what a command says', fail({ exit: 125, code: 'CANNOT_JUDGE', message: 'no' }), 125, 'CANNOT_JUDGE'],
  ['no such file', system('ENOENT'), 16, 'ENOENT'],
  ['no permission', system('EACCES'), 16, 'EACCES'],
  ['disk full', system('ENOSPC'), 16, 'ENOSPC'],
  ['an unknown trouble of the system', system('EWEIRD'), 16, 'EWEIRD'],
  ['bad data', data('journal.ndjson'), 12, 'SUM_MISMATCH'],
  ['a log in use', data('lock'), 16, 'LOG_IN_USE'],
  ['a bug', new TypeError('x is undefined'), 70, 'BUG'],
  ['a thrown text', 'oops', 70, 'BUG'],
];

for (const [what, error, exit, code] of ROWS) {
  test(`${what} ends with ${exit}`, () => {
    const problem = problemOf(error);
    assert.is(problem.exit, exit);
    assert.is(problem.code, code);
  });
}

test.run();
