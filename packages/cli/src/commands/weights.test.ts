import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLog } from '@subnet-scoring/adapters/directory';
import type { StorageWrite } from '@subnet-scoring/adapters/testing/chain-node';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkJson } from '../testing/check-json.js';
import { type Outside, PROGRAM, runCli } from '../testing/run-cli.js';
import { type WeightsOutside, withWeightsChain } from '../testing/weights-outside.js';

const COMMIT_REVEAL: StorageWrite = ['subtensorModule', 'commitRevealWeightsEnabled', [1], true];
const PLAN = ['weights', 'plan', '--epoch', '0', '-o', 'plan.json'];
const APPLY = ['weights', 'apply', 'plan.json', '-y'];
const REVEAL = ['weights', 'reveal'];
const STATUS = ['weights', 'status', '--plan', 'plan.json'];

const json = async (argv: readonly string[], outside: Outside, exit = 0): Promise<Record<string, unknown>> => {
  const ran = await runCli([...argv, '--json'], outside);
  assert.is(ran.exit, exit, `${argv.join(' ')}: ${ran.stderr}`);
  return checkJson(exit === 0 || argv.includes('--plan') ? argv.slice(0, 2).join('-') : 'error', ran.stdout);
};

const records = ({ cwd }: Outside): readonly string[] => {
  const folder = join(cwd, 'subnet-log', 'records');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
    .filter((line) => line.includes('WeightsSubmitted'))
    .map((line) => JSON.parse(line).data.call);
};

/** Starts a command as a process, and kills it at once when something has happened. */
const killWhen = async (argv: readonly string[], { cwd, env }: Outside, happened: () => boolean): Promise<void> => {
  const child = spawn(process.execPath, [PROGRAM, ...argv], { cwd, env: { ...process.env, ...env }, stdio: 'ignore' });
  const ended = new Promise<string | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)));
  while (!happened()) {
    if (child.exitCode !== null) throw new Error(`${argv.join(' ')} ended by itself with ${child.exitCode}`);
    await sleep(20);
  }
  child.kill('SIGKILL');
  assert.is(await ended, 'SIGKILL');
};

const mineTo = ({ node }: WeightsOutside, block: number): void => node.mine(block - node.head());

test('plan, dry run, apply, status: what is planned stands on the chain', () =>
  withWeightsChain([], async ({ outside, sends }) => {
    const planned = await json(PLAN, outside);
    assert.equal([planned['unchanged'], planned['obstacles'], planned['wrote']], [true, [], 'plan.json']);
    assert.is((await json(STATUS, outside, 1))['equalsPlan'], false);
    const dry = await json(['weights', 'apply', 'plan.json', '--dry-run'], outside);
    assert.is((dry['call'] as { name: string }).name, 'set_weights');
    assert.is(sends(), 0);
    assert.is((await json(APPLY, outside))['did'], 'sent');
    assert.is((await json(STATUS, outside))['equalsPlan'], true);
    assert.is((await json(APPLY, outside))['did'], 'already');
    assert.is(sends(), 1);
    assert.equal(records(outside), ['set_weights']);
    const shown = await runCli(STATUS, outside);
    assert.match(shown.stdout, /the row is that of the plan/);
    assert.is((await runCli(['log', 'verify'], outside)).exit, 0);
  }));

test('nothing is sent without a yes', () =>
  withWeightsChain([], async ({ outside, sends }) => {
    await runCli(PLAN, outside);
    const argv = ['weights', 'apply', 'plan.json'];
    assert.is((await runCli(argv, outside)).exit, 2);
    assert.is((await runCli([...argv, '--json'], { ...outside, answers: ['y'] })).exit, 2);
    assert.is((await runCli(argv, { ...outside, answers: ['n'] })).exit, 1);
    assert.is((await runCli(argv, { ...outside, answers: [''] })).exit, 1);
    assert.is(sends(), 0);
    assert.is((await runCli(argv, { ...outside, answers: ['yes'] })).exit, 0);
    assert.is(sends(), 1);
  }));

for (const [what, faults] of [
  ['before the extrinsic is taken', { silent: ['author_submitAndWatchExtrinsic'] }],
  ['after it is in a block', { neverFinal: true }],
] as const) {
  test(`killed ${what}: the commit is not sent twice, and is revealed`, () =>
    withWeightsChain([COMMIT_REVEAL], async (given) => {
      const { node, outside, sends } = given;
      await runCli(PLAN, outside);
      const head = node.head();
      node.setFaults(faults);
      const isTaken = 'neverFinal' in faults;
      await killWhen(APPLY, outside, () => (isTaken ? node.head() > head : sends() === 1));
      node.setFaults({});
      const files = readdirSync(join(outside.cwd, 'subnet-log.commits'));
      assert.is(files.filter((name) => name.endsWith('.json')).length, 1, 'the salt survived');
      if (!isTaken) {
        const again = await json(APPLY, outside, 125);
        assert.is(again['code'], 'UNSETTLED');
        assert.is(sends(), 1);
        return;
      }
      assert.is((await json(APPLY, outside))['state'], 'committed');
      assert.is(sends(), 1);
      assert.equal(records(outside), ['commit_weights']);

      const early = (await json(REVEAL, outside))['plans'] as { time: { when: string; blocks: { first: number } } }[];
      assert.is(early[0]?.time.when, 'early');
      mineTo(given, (early[0]?.time.blocks.first ?? 0) - 1);
      node.setFaults({ neverFinal: true });
      const before = node.head();
      await killWhen(REVEAL, outside, () => node.head() > before);
      node.setFaults({});
      const landed = (await json(REVEAL, outside))['plans'] as { state: string }[];
      assert.is(landed[0]?.state, 'stands');
      assert.equal((await json(REVEAL, outside))['plans'], []);
      assert.is((await json(STATUS, outside))['equalsPlan'], true);
      assert.is(sends(), 2);
      assert.equal(records(outside), ['commit_weights', 'reveal_weights']);
    }));
}

test('what is in the way is named, and nothing is sent: exit 13', () =>
  withWeightsChain([['subtensorModule', 'weightsSetRateLimit', [1], 100]], async ({ outside, sends }) => {
    const planned = await json(PLAN, outside);
    assert.equal((planned['obstacles'] as { code: string }[])[0]?.code, 'RATE_LIMIT');
    const refused = await json(APPLY, outside, 13);
    assert.is(refused['code'], 'RATE_LIMIT');
    assert.match(String(refused['message']), /again in block 285: 89 to wait/);
    assert.is(sends(), 0);
  }));

test('a damaged file of another plan keeps no commit from its reveal, and is told: exit 12', () =>
  withWeightsChain([COMMIT_REVEAL], async (given) => {
    const { outside } = given;
    await runCli(PLAN, outside);
    await runCli(APPLY, outside);
    writeFileSync(join(outside.cwd, 'subnet-log.commits', `${'0'.repeat(64)}.json`), '{"attempts":[]');
    mineTo(given, 216);
    const ran = await runCli(REVEAL, outside);
    assert.is(ran.exit, 12);
    assert.match(ran.stdout, /revealed, final in block 217/);
    assert.match(ran.stderr, /0{64}\.json/);
  }));

test('timelocked commits are handed over: exit 13, the command on stdout', () =>
  withWeightsChain(
    [COMMIT_REVEAL],
    async ({ outside, sends }) => {
      await runCli(PLAN, outside);
      const ran = await runCli(APPLY, outside);
      assert.is(ran.exit, 13);
      assert.match(ran.stdout, /^python3 -c 'import bittensor as bt; .*netuid=1, mechid=0/);
      assert.match(ran.stderr, /takes timelocked commits.*\n.*nothing was sent/);
      const printed = await runCli([...APPLY, '--json'], outside);
      assert.is(checkJson('weights-apply', printed.stdout)['did'], 'handover');
      assert.is(sends(), 0);
    },
    424,
  ));

test('a plan that was changed is invalid, and one of another log or key is refused', () =>
  withWeightsChain([], async ({ outside, sends }) => {
    await runCli(PLAN, outside);
    const text = readFileSync(join(outside.cwd, 'plan.json'), 'utf8');
    writeFileSync(join(outside.cwd, 'plan.json'), text.replace('"value":65535', '"value":1'));
    const changed = await json(APPLY, outside, 12);
    assert.is(changed['code'], 'BAD_PLAN');
    writeFileSync(join(outside.cwd, 'plan.json'), text);
    assert.is((await json([...APPLY, '-H', 'phrase'], outside, 11))['code'], 'WRONG_KEY');
    await runCli(['log', 'init', 'other', '--netuid', '46'], outside);
    assert.is((await json([...APPLY, '--log', 'other'], outside, 2))['code'], 'USAGE');
    assert.is((await runCli([...APPLY, '-n', 'ws://127.0.0.1:1'], outside)).exit, 10);
    assert.is(sends(), 0);
  }));

test('while another process writes to the log, the record waits in a file that log append takes', () =>
  withWeightsChain([], async ({ outside }) => {
    await runCli(PLAN, outside);
    const opened = openLog(join(outside.cwd, 'subnet-log'), {});
    if (opened._tag === 'Left') throw new Error(opened.left.found);
    const ran = await runCli(APPLY, outside);
    assert.is(ran.exit, 0, ran.stderr);
    assert.match(ran.stderr, /not in the log yet: the log is in use/);
    const [, file = ''] = /subnet-cli log append (\S+)/.exec(ran.stderr) ?? [];
    await opened.right.close();
    assert.is((await runCli(['log', 'append', file], outside)).exit, 0);
    assert.equal(records(outside), ['set_weights']);
  }));

test('no output ever holds a key', () =>
  withWeightsChain([], async ({ outside }) => {
    for (const argv of [
      ['keys', 'list'],
      ['keys', 'show'],
      ['keys', 'verify'],
      PLAN,
      [...APPLY, '-v'],
      STATUS,
      REVEAL,
    ]) {
      const { stdout, stderr } = await runCli(argv, outside);
      assert.not.match(stdout + stderr, /398f0c28|secretSeed|bottom drive/i, argv.join(' '));
    }
  }));

test.run();
