import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { golden } from '../testing/golden.js';
import { runCli } from '../testing/run-cli.js';
import { tempDirectory } from '../testing/temp-log.js';
import { packageRoot } from '../version.js';

const SECONDS_MAX = 10;

// A folder of its own: somebody else may run the demo at the same time.
process.env['TMPDIR'] = tempDirectory();
const leftovers = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('subnet-demo-'));

test('the tour looks like testdata/demo-80.txt, takes some seconds, and leaves nothing behind', async () => {
  // Time of the processor: other tests and programs run at the same time.
  const started = process.cpuUsage();
  // The person's own settings must not reach into it.
  const ran = await runCli(['demo', '--no-color'], {
    cwd: tempDirectory(),
    columns: 80,
    env: { SUBNET_LOG: 'nowhere' },
  });
  assert.is(ran.exit, 0, ran.stderr);
  const { user, system } = process.cpuUsage(started);
  assert.ok(user + system < SECONDS_MAX * 1_000_000, 'it takes too long');
  assert.equal(leftovers(), []);
  golden('demo-80.txt', ran.stdout);
});

test('who stands in a checkout is told how to call the program', async () => {
  const ran = await runCli(['demo', '--no-color'], { cwd: join(packageRoot(), '..', '..') });
  assert.match(ran.stdout, /\n {2}alias subnet-cli="node \$PWD\/packages\/cli\/bin\/subnet-cli\.js"\n/);
});

test('kept, its log is there to be used', async () => {
  const cwd = tempDirectory();
  const ran = await runCli(['demo', '--keep', 'tour'], { cwd });
  assert.is(ran.exit, 0, ran.stderr);
  assert.match(ran.stdout, /cd tour/);
  assert.ok(existsSync(join(cwd, 'tour', 'subnet-log', 'seals.ndjson')));
  for (const line of ['stats', 'plan --epoch 305 --round first', 'log cat 305:17', 'log verify']) {
    assert.is((await runCli(line.split(' '), { cwd: join(cwd, 'tour') })).exit, 0, line);
  }
  const again = await runCli(['demo', '--keep', 'tour'], { cwd });
  assert.is(again.exit, 16);
  assert.match(again.stderr, /tour is not empty/);
});

test.run();
