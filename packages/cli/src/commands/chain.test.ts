import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChainNode, syntheticRecording } from '@subnet-scoring/adapters/testing/chain-node';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PROGRAM, runCli, spawnCli } from '../testing/run-cli.js';
import { emptyLog, tempDirectory } from '../testing/temp-log.js';

const node = await startChainNode(syntheticRecording());
const env = { SUBNET_NETWORK: node.url };

const opened = (
  epoch: number,
  startBlock: number,
  endBlock: number,
  seedBlock: number,
  evidenceBlock: number,
): string =>
  JSON.stringify({
    block: startBlock - 1,
    by: 'local',
    data: { endBlock, evidenceBlock, nonce: 'ab'.repeat(32), seedBlock, startBlock, zipcodes: [] },
    epoch,
    netuid: 46,
    type: 'EpochOpened',
    v: 1,
  });

/** A log of subnet 46 with two open epochs. */
const openLog = async (): Promise<string> => {
  const cwd = await emptyLog();
  const lines = [opened(0, 105, 120, 130, 140), opened(1, 140, 160, 175, 180)];
  writeFileSync(join(cwd, 'epochs.ndjson'), `${lines.join('\n')}\n`);
  assert.is((await runCli(['log', 'append', 'epochs.ndjson'], { cwd })).exit, 0);
  return cwd;
};

const pull = (cwd: string, ...more: string[]) => runCli(['chain', 'pull', '--netuid', '46', ...more], { cwd, env });

test('a pull fills a log, so that its epochs can be sealed; a second one adds nothing', async () => {
  const cwd = await openLog();
  const first = await pull(cwd, '--epochs', '0..1');
  assert.is(first.exit, 0, first.stderr);
  assert.match(first.stdout, /^blocks 105\.\.220 {2}12 facts and \d+ records, 0 known before\n$/);
  const again = await pull(cwd, '--epochs', '0..1', '--again', '--json');
  const { facts, records, known } = JSON.parse(again.stdout);
  assert.equal([facts, records], [0, 0]);
  assert.ok(known > 20);
  const next = await pull(cwd, '--epochs', '0..1');
  assert.match(next.stderr, 'a former pull has read the blocks before 202');
  assert.is((await runCli(['log', 'verify'], { cwd })).exit, 0);
});

test('a pull that is killed goes on, and the log becomes that of one that was not', async () => {
  const [whole, broken] = [await openLog(), await openLog()];
  assert.is((await pull(whole, '--epochs', '0..1')).exit, 0);
  node.setFaults({ delayMs: 15 });
  const child = spawn(process.execPath, [PROGRAM, 'chain', 'pull', '--netuid', '46', '--epochs', '0..1'], {
    cwd: broken,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const recorded = join(broken, 'subnet-log', 'records', '00000000.ndjson');
  while (!existsSync(recorded) && child.exitCode === null) await sleep(20);
  child.kill('SIGKILL');
  await once(child, 'exit');
  node.setFaults({});
  assert.is(child.signalCode, 'SIGKILL');
  const rest = await pull(broken, '--epochs', '0..1');
  assert.is(rest.exit, 0, rest.stderr);
  const linesOf = async (cwd: string) => (await runCli(['log', 'export'], { cwd })).stdout.split('\n').sort();
  assert.equal(await linesOf(broken), await linesOf(whole));
});

test('-o - prints lines that another log can take, and leaves its own as it is', async () => {
  const cwd = await openLog();
  const { exit, stdout, stderr } = await pull(cwd, '--from', '105', '--to', '121', '-o', '-');
  assert.is(exit, 0, stderr);
  const types = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).type);
  assert.is(types.filter((type) => type === 'ChainWeightsRead').length, 3);
  assert.equal(types.slice(0, 2), ['BlockFinalized', 'MetagraphSnapshotTaken']);
  const taken = await runCli(['log', 'append', '-', '--json'], { cwd, input: stdout });
  assert.is(JSON.parse(taken.stdout.trimEnd().split('\n').at(-1) ?? '').refused, 0);
});

test('blocks that are gone end with 125 and are named and recorded', async () => {
  const cwd = await openLog();
  node.setFaults({ prunedBefore: 110 });
  const { exit, stderr } = await pull(cwd, '--from', '105', '--to', '121');
  node.setFaults({});
  assert.is(exit, 125);
  assert.match(stderr, 'blocks 105..110 are missing: the node no longer keeps the state');
  assert.match(stderr, 'archive');
  const log = await runCli(['log', 'export'], { cwd });
  assert.is(log.stdout.match(/ChainStateMissing/g)?.length, 1);
});

test('what is asked for must make sense', async () => {
  const cwd = await openLog();
  for (const [more, says] of [
    [[], 'what to pull'],
    [['--from', '9'], '--from and --to'],
    [['--epochs', '0', '--from', '1', '--to', '2'], 'what to pull'],
    [['--epochs', '7'], 'epoch 7 is not among'],
    [['--from', '1', '--to', '2'], 'no epoch of the log is open'],
    [['--epochs', '0', '-o', 'file'], '-o takes - alone'],
  ] as const) {
    const { exit, stderr } = await pull(cwd, ...more);
    assert.is(exit, 2, stderr);
    assert.match(stderr, says);
  }
  const other = await runCli(['chain', 'pull', '--netuid', '7', '--epochs', '0'], { cwd, env });
  assert.is(other.exit, 2);
  const nowhere = await runCli(['chain', 'state', '--netuid', '46', '-n', 'nowhere'], { cwd });
  assert.match(nowhere.stderr, 'Expected ws://..., wss://... or one of archive, finney, local, test.');
});

test('the state of a subnet and the epochs of the chain are printed', async () => {
  const cwd = tempDirectory();
  const state = await runCli(['chain', 'state', '--netuid', '46', '--block', '202'], { cwd, env });
  assert.is(state.exit, 0, state.stderr);
  assert.is(JSON.parse(state.stdout).neurons.length, 8);
  const epochs = await runCli(['chain', 'epochs', '--netuid', '46', '--from', '101', '--to', '230'], { cwd, env });
  assert.is(epochs.exit, 0, epochs.stderr);
  const rows = epochs.stdout
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => row.trim().split(/ {2,}/));
  assert.equal(rows[1], ['141', '293', '20', 'legacy', '162', '162']);
  assert.equal(rows[3], ['182', '424', '20', 'stateful', '202', '202']);
  const future = await runCli(['chain', 'state', '--netuid', '46', '--block', '9999'], { cwd, env });
  assert.is(future.exit, 125);
  assert.match(future.stderr, 'block 9999');
});

test('only commands that ask the chain load its client', async () => {
  const hook = `export const resolve = (name, context, next) => {
    if (/^(@polkadot|ws)(\\/|$)/.test(name)) throw new Error('the client was loaded: ' + name);
    return next(name, context);
  };`;
  const urlOf = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
  const register = `import { register } from 'node:module'; register(${JSON.stringify(urlOf(hook))});`;
  const env = { NODE_OPTIONS: `--import ${urlOf(register)}` };
  const cwd = await openLog();
  for (const argv of [
    ['--help'],
    ['chain', '--help'],
    ['chain', 'pull', '--help'],
    ['validate', '--help'],
    ['log', 'show'],
  ]) {
    const { exit, stderr } = await spawnCli(argv, { cwd, env });
    assert.is(exit, 0, `${argv.join(' ')}: ${stderr}`);
  }
  const validate = await spawnCli(['validate', '--epoch', '0'], { cwd, env });
  assert.not.match(validate.stderr, 'the client was loaded');
  const state = await spawnCli(['chain', 'state', '--netuid', '46', '-n', node.url], { cwd, env });
  assert.match(state.stderr, 'the client was loaded');
});

test.after(() => node.close());

test.run();
