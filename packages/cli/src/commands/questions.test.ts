import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli } from '../testing/run-cli.js';
import { emptyLog, fixtureFacts, sealedLog, tempDirectory } from '../testing/temp-log.js';

const HASH = '5a'.repeat(32);
const OBSERVER = '5FW5ZNFvf1g5rcU6wvWWqaXCRkzttaKNhzo8YFk2ScHcLHT9';

type Json = Readonly<Record<string, unknown>>;
const jsonOf = async (cwd: string, ...argv: readonly string[]): Promise<Json> =>
  JSON.parse((await runCli([...argv, '--json'], { cwd })).stdout) as Json;

/** A log with the facts of an epoch that a line tells, open. */
const openLog = async (name: string, isIn: (line: string) => boolean): Promise<string> => {
  const cwd = await emptyLog();
  const input = `${fixtureFacts(name).filter(isIn).join('\n')}\n`;
  const { exit, stderr } = await runCli(['log', 'append', '-'], { cwd, input });
  assert.is(exit, 0, stderr);
  return cwd;
};

test('who is drawn depends on the block and the log alone', async () => {
  const cwd = await sealedLog('volume-race');
  const drawn = async (hash: string, ...more: readonly string[]): Promise<string> =>
    JSON.stringify((await jsonOf(cwd, 'select', '--k', '4', '--block-hash', hash, ...more))['mechanisms']);
  assert.is(await drawn(HASH), await drawn(`0x${HASH.toUpperCase()}`));
  assert.is.not(await drawn(HASH), await drawn('5b'.repeat(32)));
  assert.is.not(await drawn(HASH), await drawn(HASH, '--by', OBSERVER), 'its round goes on');
});

test('an open epoch draws from the snapshot it has, and says when it has none', async () => {
  const opening = /"epoch":0.*"type":"(MechanismActivated|EpochOpened|MetagraphSnapshotTaken)"/;
  const open = await openLog('storage-tiers', (line) => opening.test(line));
  const ran = await jsonOf(open, 'select', '--k', '3', '--block-hash', HASH);
  assert.equal([ran['kind'], ran['epoch'], ran['snapshotBlock']], ['preview', 0, 1200]);
  const blind = await openLog('storage-tiers', (line) => opening.test(line) && !line.includes('Snapshot'));
  const refused = await runCli(['select', '--k', '3', '--block-hash', HASH], { cwd: blind });
  assert.is(refused.exit, 125);
  assert.match(refused.stderr, /epoch 0 has no snapshot of the metagraph/);
  const empty = await emptyLog();
  assert.is((await runCli(['select', '--k', '3', '--block-hash', HASH], { cwd: empty })).exit, 125);
});

test('statistics of an epoch that is not judged are those before it', async () => {
  const open = await openLog('storage-tiers', (line) => /"epoch":0/.test(line) && !line.includes('"block":1200'));
  const ran = await runCli(['stats', '--epoch', '0'], { cwd: open });
  assert.is(ran.exit, 0, ran.stderr);
  assert.match(
    ran.stdout,
    /^epoch 0, not judged: what was known before it\n\nstorage-tiers@1.*\n {2}knows no miner yet\n$/,
  );
});

test('--top 0 hides every miner, and says how many', async () => {
  const { stdout } = await runCli(['stats', '--epoch', '0', '--top', '0'], { cwd: await sealedLog('volume-race') });
  assert.match(stdout, /\nvolume-race@1.*(\n.*)+ {2}\.\.\. and 12 more\n$/);
});

test('a plan is a question to mechanisms that draw rows or items', async () => {
  const ran = await runCli(['plan', '--epoch', '1'], { cwd: await sealedLog('storage-tiers') });
  assert.is(ran.exit, 2);
  assert.match(ran.stderr, /no mechanism in force in epoch 1 draws rows or items/);
});

test('a move holds the numbers behind it', async () => {
  const { mechanisms } = await jsonOf(await sealedLog('storage-tiers'), 'tiers', '--epoch', '2');
  const [{ moves }] = mechanisms as [{ moves: readonly Json[] }];
  const [, down] = moves as [Json, Json];
  assert.equal([down['successes'], down['attempts'], down['lifetimeSuccesses']], [0, 2, 5]);
  assert.is(down['wilson'], '0.092657475532802033');
  assert.equal(down['from'], {
    name: 'Gold',
    minWilsonppm: 700_000,
    minSuccesses: 4,
    meetsWilson: false,
    meetsSuccesses: true,
  });
  assert.is((down['to'] as Json)['name'], 'Bronze');
});

test('rule sets are compared by names and files, and a file that is none ends with 12', async () => {
  const cwd = tempDirectory();
  const diff = (...pair: readonly string[]) => runCli(['ruleset', 'diff', ...pair], { cwd });
  const shown = (await runCli(['ruleset', 'show', 'mip2@1'], { cwd })).stdout;
  writeFileSync(join(cwd, 'same.json'), shown.replace('"mip2@1"', '"mine@1"'));
  assert.is((await diff('same.json', 'mip2@1')).exit, 0);
  writeFileSync(join(cwd, 'other.json'), shown.replace('"timeoutMs": 40000', '"timeoutMs": 20000'));
  const differs = await diff('mip2@1', 'other.json');
  assert.is(differs.exit, 1);
  assert.match(differs.stdout, /\/params\/timeoutMs +40000 +20000\n$/);
  writeFileSync(join(cwd, 'bad.json'), '{}');
  assert.is((await diff('mip2@1', 'bad.json')).exit, 12);
  const none = await diff('mip2@1', 'mip2');
  assert.is(none.exit, 16);
  assert.match(none.stderr, /mip2 is neither a file nor a rule set of this program\n.*one of: .*mip2@1/);
  assert.is((await diff('mip2@1')).exit, 2);
});

for (const [argv, says] of [
  [['select', '--k', '1', '--block-hash', 'zz'], /Expected 64 hex digits/],
  [['select', '--k', '-1', '--block-hash', HASH], /Expected a whole number/],
  [['select', '--k', '1', '--block-hash', HASH, '--by', 'somebody'], /Expected a whole hotkey/],
  [['select', '--k', '1'], /--block-hash/],
  [['tiers'], /--epoch/],
  [['tiers', '--epoch', '99'], /epoch 99 is not among/],
  [['stats', '--epoch', '1', '--epochs', '0..1'], /cannot be used with/],
] as const) {
  test(`${argv.join(' ')} is an error of usage`, async () => {
    const ran = await runCli(argv, { cwd: await sealedLog() });
    assert.is(ran.exit, 2, ran.stdout);
    assert.match(ran.stderr, says);
  });
}

test.run();
