import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli } from '../testing/run-cli.js';
import { tempDirectory } from '../testing/temp-log.js';

const HOTKEY = '5DRE7KwbyTwQCTNSG6VnTrkXx2XwpaEuYqMaw4bxaNF5rcbv';

test('a new log with a rule set: the activation it writes is taken', async () => {
  const cwd = tempDirectory();
  const ran = await runCli(['init', '--netuid', '46', '--burn', HOTKEY, '--from-epoch', '7'], { cwd });
  assert.is(ran.exit, 0, ran.stderr);
  assert.match(ran.stdout, /^log for netuid 46 in subnet-log\n$/);
  assert.match(ran.stderr, /put zipcode-race@1 in force: subnet-cli log append activate\.ndjson/);
  const taken = await runCli(['log', 'append', 'activate.ndjson'], { cwd });
  assert.equal([taken.exit, taken.stdout], [0, '{"count":1,"position":1}\n']);
  const line = JSON.parse(readFileSync(join(cwd, 'activate.ndjson'), 'utf8')) as { epoch: number; by: string };
  assert.equal([line.epoch, line.by], [7, 'local']);
  assert.match((await runCli(['log', 'show'], { cwd })).stdout, / 7 {6}1 {8}0 {2}open\n/);
});

test('nothing is overwritten', async () => {
  const cwd = tempDirectory();
  await runCli(['init', '--netuid', '46', '--burn', HOTKEY], { cwd });
  assert.is((await runCli(['init', '--netuid', '46'], { cwd })).exit, 16);
  const other = await runCli(['init', 'other', '--netuid', '46', '--burn', HOTKEY], { cwd });
  assert.is(other.exit, 16);
  assert.match(other.stderr, /there is a file .*activate\.ndjson already/);
});

const WRONG: readonly (readonly [string, RegExp])[] = [
  ['init --netuid 46 --template nothing@1', /no rule set nothing@1[\s\S]*there are: zipcode-race@1/],
  [`init --netuid 46 --template blank --burn ${HOTKEY}`, /--burn is part of a rule set/],
  ['init --netuid 46 --burn nobody', /Expected an SS58 address/],
  ['init', /--netuid <n>' not specified/],
];

for (const [line, says] of WRONG) {
  test(`${line} is wrong usage, and no log is made`, async () => {
    const cwd = tempDirectory();
    const ran = await runCli(line.split(' '), { cwd });
    assert.is(ran.exit, 2);
    assert.match(ran.stderr, says);
    assert.is((await runCli(['log', 'show', '--log', 'subnet-log'], { cwd })).exit, 16);
  });
}

test.run();
