import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { projectRoot } from './files.mjs';

const DATA = join(projectRoot, 'scripts/testdata/runner');

const run = (folder, filters = [], env = {}) =>
  new Promise((resolve) => {
    const args = [join(projectRoot, 'scripts/test.mjs'), ...filters, '--root', join(DATA, folder)];
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => resolve({ code, output, last: output.trimEnd().split('\n').at(-1) }));
  });

/** Each planted folder: the closing line, and a text that says what is wrong. */
const PLANTED = {
  'after-hook': ['0 passed, 1 failed', 'a hook failed'],
  'before-hook': ['0 passed, 1 failed', 'so 2 tests did not pass'],
  'empty-suite': ['0 passed, 1 failed', 'suite without tests'],
  exception: ['1 passed, 1 failed', 'thrown in a timer'],
  exits: ['0 passed, 1 failed', 'process.exit'],
  failing: ['1 passed, 2 failed', 'thrown on purpose'],
  hangs: ['0 passed, 2 failed', 'not done after 500 ms'],
  'load-error': ['0 passed, 1 failed', 'thrown while loading'],
  'never-settles': ['0 passed, 1 failed', 'a promise never settled'],
  'no-run': ['1 passed, 1 failed', 'never calls test.run()'],
  'no-tests': ['0 passed, 1 failed', 'no test ran'],
  only: ['1 passed, 1 failed', '1 test switched off'],
  rejection: ['1 passed, 1 failed', 'rejected on purpose'],
  skip: ['1 passed, 1 failed', '1 test switched off'],
  'throws-text': ['0 passed, 1 failed', 'threw no Error'],
};
const SOUND = { good: '3 passed, 0 failed', 'open-handle': '1 passed, 0 failed' };

test('all planted folders are in the tables', () => {
  assert.equal(readdirSync(DATA).sort(), [...Object.keys(PLANTED), ...Object.keys(SOUND)].sort());
});

test('every kind of broken test fails, says why, and ends with the closing line', async () => {
  const results = await Promise.all(
    Object.keys(PLANTED).map((folder) => run(folder, [], folder === 'hangs' ? { TEST_TIMEOUT_MS: '500' } : {})),
  );
  for (const [i, [folder, [last, reason]]] of Object.entries(PLANTED).entries()) {
    assert.is(results[i].last, last, folder);
    assert.is(results[i].code, 1, folder);
    assert.ok(results[i].output.includes(reason), `${folder}: ${results[i].output}`);
  }
});

test('sound tests pass', async () => {
  for (const [folder, last] of Object.entries(SOUND)) {
    const { code, output } = await run(folder);
    assert.is(output.trimEnd().split('\n').at(-1), last, folder);
    assert.is(code, 0, folder);
  }
});

test('arguments pick files by part of their path', async () => {
  assert.is((await run('good', ['second'])).last, '1 passed, 0 failed');
  assert.is((await run('good', ['absent'])).last, '0 passed, 1 failed');
});

test('the seed is printed first, and can be set', async () => {
  assert.match((await run('good', [], { TEST_SEED: '7' })).output, /^seed: 7\n/);
  assert.is((await run('good', [], { TEST_SEED: 'seven' })).code, 2);
});

test.run();
