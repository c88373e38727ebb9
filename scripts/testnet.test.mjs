import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { projectRoot } from './files.mjs';

const run = (...argv) =>
  promisify(execFile)(process.execPath, [join(projectRoot, 'scripts', 'testnet.mjs'), '--quiet', ...argv]);

test('three validators agree on an epoch of eight miners, and pay the two that worked', async () => {
  const { stdout } = await run('--epochs', '1', '--seed', process.env.TEST_SEED ?? '1');
  assert.is(stdout.match(/^ {2}yes/gm)?.length, 4, stdout);
  assert.not.match(stdout, /^ {2}NO/m);
  assert.match(stdout, /honest fast +65535/);
});

test.run();
