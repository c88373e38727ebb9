import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli } from '../testing/run-cli.js';
import { sealedLog } from '../testing/temp-log.js';

const KEYS = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
const AT = ['--bucket', 'miners', '--endpoint', 'http://127.0.0.1:9'];

const consensus = async (args: readonly string[], env: Record<string, string> = KEYS, cwd?: string) =>
  runCli(['consensus', '--epoch', '1', ...args], { cwd: cwd ?? (await sealedLog()), env });

const ROWS: readonly (readonly [readonly string[], RegExp])[] = [
  [[], /which bucket\? There is no --bucket\n {2}help: name it with an option/],
  [['--bucket', 'miners'], /where is the bucket\? There is no --endpoint/],
  [['--bucket', 'a/b', '--endpoint', 'http://127.0.0.1:9'], /"a\/b" is no name of a bucket/],
  [['--bucket', 'miners', '--endpoint', 'ftp://x'], /"ftp:\/\/x" is no address of a bucket: expected http/],
  [['--bucket', 'miners', '--endpoint', 'http://x y'], /"http:\/\/x y" is no address of a bucket/],
];

for (const [args, says] of ROWS) {
  test(`${args.join(' ') || 'no bucket'} ends with 2 and says what came`, async () => {
    const { exit, stderr } = await consensus(args);
    assert.is(exit, 2, stderr);
    assert.match(stderr, says);
  });
}

test('no keys of the bucket is 11, and a credentials file that is a folder is named', async () => {
  const cwd = await sealedLog();
  const lost = await consensus(AT, { HOME: cwd }, cwd);
  assert.is(lost.exit, 11);
  assert.match(lost.stderr, /no keys of the bucket: .*\.aws\/credentials\n {2}help: set AWS_ACCESS_KEY_ID/);
  mkdirSync(join(cwd, '.aws', 'credentials'), { recursive: true });
  const folder = await consensus(AT, { HOME: cwd }, cwd);
  assert.is(folder.exit, 16);
  assert.match(folder.stderr, /credentials is a directory/);
});

test('a bucket that does not answer is 10, in a sentence', async () => {
  const { exit, stderr } = await consensus(AT);
  assert.is(exit, 10);
  assert.match(stderr, /^error: the bucket does not answer as it should: .*ECONNREFUSED 127\.0\.0\.1:9/);
});

test('a wrong address in subnet.json is told as one of an option', async () => {
  const cwd = await sealedLog();
  writeFileSync(join(cwd, 'subnet.json'), JSON.stringify({ bucket: { name: 'miners', endpoint: 'x' } }));
  const { exit, stderr } = await consensus([], KEYS, cwd);
  assert.is(exit, 2);
  assert.match(stderr, /"x" is no address of a bucket/);
});

test.run();
