import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { honest, openingLines, ROUND, roundFile, synthetic } from '@subnet-scoring/adapters/testing/sample-round';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli } from '../testing/run-cli.js';
import { tempDirectory } from '../testing/temp-log.js';

const cwd = tempDirectory();
const outside = { cwd };
const folder = join(cwd, 'listings');

await runCli(['log', 'init', 'subnet-log', '--netuid', `${ROUND.netuid}`, '--genesis', ROUND.genesis], outside);
await runCli(['log', 'append', '-'], { cwd, input: openingLines().join('\n') });

const fresh = (): void => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const { zipcode, expected } of ROUND.zipcodes) {
    writeFileSync(join(folder, `${zipcode}.ndjson`), roundFile('honest', zipcode, expected));
  }
};
const submit = (...options: readonly string[]) =>
  runCli(['miner', 'submit', 'listings', '--epoch', '0', '--hotkey', honest.hotkey, ...options], outside);

test('a look at what would be sent needs no key, no bucket and no chain', async () => {
  fresh();
  const { exit, stdout, stderr } = await submit('--dry-run');
  assert.is(exit, 0, stderr);
  assert.match(stdout, /08540 +30 +30 +100 % +0 +0 +takes part/);
});

for (const [name, spoil, options, exit, says] of [
  [
    'too few rows',
    () => writeFileSync(join(folder, '19103.ndjson'), roundFile('honest', '19103', 20)),
    [],
    12,
    /19103\.ndjson: COUNT_OUT_OF_RANGE, expected about 40 rows, got 20 rows, 100 % filled/,
  ],
  [
    'two files of a zipcode',
    () => writeFileSync(join(folder, '19103.json'), roundFile('honest', '19103', 40)),
    [],
    12,
    /19103\.ndjson: TWICE, expected one file for a zipcode, got also 19103\.json/,
  ],
  [
    'a folder that is called like a file',
    () => mkdirSync(join(folder, '19103.json')),
    [],
    12,
    /19103\.json: NO_FILE, expected a file, got a folder/,
  ],
  [
    'a name with a line break',
    () => writeFileSync(join(folder, 'a\nb'), ''),
    [],
    12,
    /a\\nb: BAD_NAME, expected ZIPCODE/,
  ],
  ['a folder that is not there', () => rmSync(folder, { recursive: true }), [], 16, /listings is no folder/],
  [
    'a folder without files',
    () => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
    },
    [],
    2,
    /no listing file in/,
  ],
  ['another hotkey', fresh, ['--hotkey', synthetic.hotkey], 12, /WRONG_HEADER, expected hotkey 5.*, got 5/],
  ['an epoch that is not opened', fresh, ['--epoch', '9'], 125, /it has no EpochOpened of it\n +help: append/],
  ['a server that is no address', fresh, ['--server', 'here'], 2, /expected --server https:\/\/\.\.\., got here/],
  [
    'a bucket that is no address',
    fresh,
    ['--bucket', 'miners', '--endpoint', 'localhost:9000'],
    2,
    /"localhost:9000" is no address of a bucket/,
  ],
  ['no bucket', fresh, [], 2, /which bucket/],
] as const) {
  test(`nothing is sent, and it says why: ${name}`, async () => {
    fresh();
    spoil();
    const ran = await submit(...options);
    assert.is(ran.exit, exit, ran.stderr);
    assert.match(ran.stderr, says);
    assert.match(ran.stderr, /\n +help: ./);
  });
}

const BUCKET = ['--bucket', 'miners', '--endpoint', 'http://127.0.0.1:1'];

test('half of a pair of keys is not made up for out of a file', async () => {
  fresh();
  const home = join(cwd, 'home');
  mkdirSync(join(home, '.aws'), { recursive: true });
  const file = '[default]\naws_access_key_id = A\naws_secret_access_key = B\n';
  writeFileSync(join(home, '.aws', 'credentials'), file);
  const argv = ['miner', 'submit', 'listings', '--epoch', '0', '--hotkey', honest.hotkey, ...BUCKET];
  const half = await runCli(argv, { cwd, env: { HOME: home, AWS_ACCESS_KEY_ID: 'C' } });
  assert.is(half.exit, 11);
  assert.match(half.stderr, /AWS_ACCESS_KEY_ID is set in the environment, and the other half of the pair is not/);
  const none = await runCli([...argv, '-n', 'ws://127.0.0.1:1'], { cwd, env: { HOME: home } });
  assert.is(none.exit, 10, 'it goes on to the chain');
});

test.run();
