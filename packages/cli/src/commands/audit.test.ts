import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { golden } from '../testing/golden.js';
import { runCli } from '../testing/run-cli.js';
import { fixtureLog, sealedLog } from '../testing/temp-log.js';

const RECORDS = join(fixtureLog('audit'), '..', '..', 'audit', 'records.ndjson');
const VERA = '5FW5ZNFvf1g5rcU6wvWWqaXCRkzttaKNhzo8YFk2ScHcLHT9';
const TINA = '5Do4VcaSztuJ93QA9Q67SE7Er3ogHBbtuMM5MEzJTcUPom9P';
const NOBODY = '5DRE7KwbyTwQCTNSG6VnTrkXx2XwpaEuYqMaw4bxaNF5rcbv';

const withRecords = async (): Promise<string> => {
  const cwd = await sealedLog('audit');
  const { exit, stderr } = await runCli(['log', 'append', RECORDS], { cwd });
  assert.is(exit, 0, stderr);
  return cwd;
};

test('every validator in a table, and the three levels apart; somebody differs: 1', async () => {
  const { exit, stdout, stderr } = await runCli(['audit', '--tolerance-u16', '1'], { cwd: await withRecords() });
  assert.is(exit, 1, stderr);
  golden('audit.txt', stdout);
});

test('one validator epoch by epoch: 0 when all of it follows, 125 when a part cannot be judged', async () => {
  const cwd = await withRecords();
  assert.is((await runCli(['audit', '--validator', VERA], { cwd })).exit, 0);
  const tina = await runCli(['audit', '--validator', TINA], { cwd });
  assert.is(tina.exit, 125);
  golden('audit-one.txt', tina.stdout);
  assert.is((await runCli(['audit', '--validator', TINA, '--epochs', '4..'], { cwd })).exit, 0);
});

test('no line is wider than a terminal of 80 columns', async () => {
  const cwd = await withRecords();
  const hotkeys = [TINA, '5H5xWH29Q6Vp7ZwfV7XuPmVt8nfXy9DSTyZve3YoY3Td8uvv'];
  for (const args of [[], ...hotkeys.map((hotkey) => ['--validator', hotkey])]) {
    const { stdout } = await runCli(['audit', '--no-color', ...args], { cwd, columns: 80 });
    const wide = stdout.split('\n').filter((line) => line.length > 80);
    assert.equal(wide, [], args.join(' '));
  }
});

test('log show counts records, of all and of each epoch', async () => {
  const cwd = await withRecords();
  const { stdout } = await runCli(['log', 'show'], { cwd });
  assert.match(stdout, /records +58\n/);
  assert.match(stdout, /epoch {2}facts {2}records {2}status/);
  assert.is(JSON.parse((await runCli(['log', 'show', '--json'], { cwd })).stdout).records, 58);
});

test('nothing to compare with is never a pass', async () => {
  const bare = await runCli(['audit'], { cwd: await sealedLog('audit') });
  assert.is(bare.exit, 125);
  assert.match(bare.stderr, /no records/);
  const cwd = await withRecords();
  const unknown = await runCli(['audit', '--validator', NOBODY], { cwd });
  assert.is(unknown.exit, 125);
  assert.match(unknown.stderr, NOBODY);
  assert.is((await runCli(['audit', '--mechanism', '1'], { cwd })).exit, 125);
});

test('what is asked for wrongly is a mistake of usage', async () => {
  const cwd = await withRecords();
  for (const args of [
    ['--all', '--validator', VERA],
    ['--validator', 'vera'],
    ['--quantiser', 'x'],
    ['--epochs', '3..99'],
  ])
    assert.is((await runCli(['audit', ...args], { cwd })).exit, 2, args.join(' '));
});

test('a record is checked as a fact is, kept once, and named where it is wrong', async () => {
  const cwd = await withRecords();
  const record =
    (await runCli(['log', 'export'], { cwd })).stdout.split('\n').find((line) => line.includes('"set"')) ?? '';
  const again = await runCli(['log', 'append', '-', '--json'], { cwd, input: `${record}\n` });
  assert.is(again.exit, 0);
  assert.match(again.stdout, '"records":0,"known":1');
  for (const [from, to, code] of [
    ['"mecid":0', '"mecid":16', 'BAD_FIELD'],
    ['"cause":"set"', '"cause":"reset"', 'BAD_FIELD'],
    ['"netuid":46', '"netuid":47', 'WRONG_NETUID'],
    ['"ChainWeightsRead"', '"EpochScored"', 'NOT_A_FACT'],
  ] as const) {
    const input = `${record.replace(from, to)}\n`;
    const { exit, stdout } = await runCli(['log', 'append', '-', '--json'], { cwd, input });
    assert.is(exit, 12, to);
    assert.is(JSON.parse(stdout).errors[0].code, code);
  }
});

test('records that were exported and imported lead to the same verdicts', async () => {
  const cwd = await withRecords();
  for (const argv of [
    ['log', 'export', '-o', 'all.ndjson'],
    ['log', 'init', 'copy', '--netuid', '46'],
    ['log', 'import', 'all.ndjson', '--log', 'copy', '--seal'],
  ]) {
    const { exit, stderr } = await runCli(argv, { cwd });
    assert.is(exit, 0, stderr);
  }
  const [a, b] = [await runCli(['audit'], { cwd }), await runCli(['audit', '--log', 'copy'], { cwd })];
  assert.is(a.stdout, b.stdout);
});

test.run();
