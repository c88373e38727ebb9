import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempWallets } from '@subnet-scoring/adapters/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkJson } from '../testing/check-json.js';
import { runCli } from '../testing/run-cli.js';

const outside = () => {
  const wallets = tempWallets();
  return { cwd: wallets, env: { BT_WALLET_PATH: wallets, BT_WALLET: 'test' } };
};
const codeOf = (stdout: string): unknown => checkJson('error', stdout)['code'];

test('keys show the address and never the secret', async () => {
  const given = outside();
  const shown = await runCli(['keys', 'show', '--json'], given);
  assert.is(shown.exit, 0);
  assert.equal(
    [checkJson('keys-show', shown.stdout)['account'], checkJson('keys-show', shown.stdout)['encrypted']],
    ['5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty', false],
  );
  assert.not.match(shown.stdout + shown.stderr, /398f0c28/);
});

test('the option goes before the environment, and that before the default', async () => {
  const given = outside();
  const named = await runCli(['keys', 'show', '-w', 'broken', '-H', 'public', '--json'], given);
  assert.is(checkJson('keys-show', named.stdout)['wallet'], 'broken');
  const inEnv = { ...given, env: { ...given.env, BT_WALLET_HOTKEY: 'phrase' } };
  assert.is(checkJson('keys-show', (await runCli(['keys', 'show', '--json'], inEnv)).stdout)['hotkey'], 'phrase');
  const atHome = { cwd: given.cwd, env: { HOME: join(given.cwd, 'nowhere') } };
  const none = await runCli(['keys', 'show', '--json'], atHome);
  assert.is(none.exit, 11);
  assert.match(
    String(checkJson('error', none.stdout)['message']),
    /nowhere\/\.bittensor\/wallets\/default\/hotkeys\/default/,
  );
});

test('a file that others can read is warned about, with what to do', async () => {
  const given = outside();
  const path = join(given.cwd, 'test', 'hotkeys', 'default');
  chmodSync(path, 0o644);
  const { exit, stderr } = await runCli(['keys', 'verify'], given);
  assert.is(exit, 0);
  assert.is(stderr, `warning: ${path} is open to others (0644): chmod 600 ${path}\n`);
});

for (const [name, argv, answers, code] of [
  ['nobody to ask', ['-H', 'locked'], undefined, 'NO_PASSWORD'],
  ['a password file that is not there', ['-H', 'locked', '--password-file', 'nothing'], undefined, 'NO_PASSWORD'],
  ['an encrypted file that was cut', ['-w', 'broken', '-H', 'cut-short'], ['correct horse'], 'BAD_KEYFILE'],
  ['another secret than its address', ['-w', 'broken', '-H', 'mismatch'], undefined, 'KEY_MISMATCH'],
  ['the coldkey by its name', ['-H', 'coldkey'], undefined, 'COLDKEY'],
  ['the coldkey by a way to it', ['-H', '../coldkey'], undefined, 'BAD_NAME'],
  ['a wallet that is not there', ['-w', 'nobody'], undefined, 'NO_HOTKEY'],
] as const) {
  test(`keys verify refuses ${name}: ${code}, exit 11`, async () => {
    const given = { ...outside(), ...(answers === undefined ? {} : { answers }) };
    const ran = await runCli(['keys', 'verify', '--json', ...argv], given);
    assert.is(ran.exit, 11);
    assert.is(codeOf(ran.stdout), code);
    assert.not.match(ran.stdout + ran.stderr, /must never be opened|398f0c28|correct horse/);
  });
}

test('the password comes from the file that the environment names, and opens the key', async () => {
  const given = outside();
  const file = join(given.cwd, 'password');
  writeFileSync(file, 'correct horse\n', { mode: 0o600 });
  const env = { ...given.env, BT_WALLET_PASSWORD_FILE: file, BT_WALLET_HOTKEY: 'locked' };
  const ran = await runCli(['keys', 'verify', '--json'], { ...given, env });
  assert.is(ran.exit, 0, ran.stderr);
  assert.is(checkJson('keys-verify', ran.stdout)['account'], '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y');
  assert.match(ran.stderr, /takes some seconds/);
  assert.is(readFileSync(file, 'utf8'), 'correct horse\n');
});

test.run();
