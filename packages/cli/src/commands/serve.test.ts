import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startKurrentPeer } from '@subnet-scoring/adapters/testing/kurrent-peer';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PROGRAM, runCli } from '../testing/run-cli.js';
import { fixtureFacts, sealedLog, tempDirectory } from '../testing/temp-log.js';

const FREE = ['--listen', '127.0.0.1:0'];

/** Starts it, and reads the line that it says. */
const serving = async (cwd: string) => {
  const child = spawn(process.execPath, [PROGRAM, 'serve', ...FREE, '--json'], { cwd });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const { value } = await lines.next();
  const said = JSON.parse(String(value)) as Readonly<Record<string, unknown>>;
  return { child, ended, said, url: String(said['url']) };
};

test('it says in one line where it serves, lets others append, and stops when it is told to', async () => {
  const cwd = await sealedLog();
  const { child, ended, said, url } = await serving(cwd);
  assert.equal([said['schema'], said['publicUrl'], said['uploads']], ['subnet-cli/serve@1', url, false]);
  const health = await (await fetch(`${url}/health`)).json();
  assert.is((health as { sealedEpochs: number }).sealedEpochs, 2);
  const result = (await (await fetch(`${url}/v1/epochs/1/result`)).json()) as { hashes: { seal: string } };
  assert.match(result.hashes.seal, /^17fa238f6a44/);
  const appended = fixtureFacts('tiny')[0]?.replace('"epoch":0', '"epoch":2').replace('"fromEpoch":0', '"fromEpoch":2');
  assert.is((await runCli(['log', 'append', '-'], { cwd, input: `${appended}\n` })).exit, 0);
  child.kill('SIGTERM');
  assert.is(await ended, 130);
});

const WRONG: readonly (readonly [readonly string[], number, RegExp])[] = [
  [['--listen', '127.0.0.1'], 2, /Expected address:port/],
  [['--listen', '127.0.0.1:65536'], 2, /Expected address:port/],
  [['--listen', 'localhost:8080'], 2, /Expected address:port/],
  [['--public-url', 'https://x/path'], 2, /without path/],
  [['--public-url', 'ftp://x'], 2, /http\(s\)/],
  [['--validator-stake-rao', '1.5'], 2, /whole number of rao/],
  [['--listen', '0.0.0.0:0'], 2, /which address do callers use\?/],
  [['--proxy', 'localhost'], 2, /Expected an IP address or a network/],
  [['--proxy', '10.0.0.0/33'], 2, /Expected an IP address or a network/],
  [['--endpoint', 'http://127.0.0.1:9'], 2, /names no bucket/],
  [['--bucket', 'miners'], 2, /where is the bucket\?/],
  [['--bucket', 'miners', '--endpoint', 'http://127.0.0.1:9'], 11, /AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/],
  [['--validator-stake-rao', '1'.repeat(40)], 2, /whole number of rao/],
];
for (const [argv, exit, says] of WRONG) {
  test(`serve ${argv.join(' ')} ends with ${exit}`, async () => {
    const ran = await runCli(['serve', ...argv, '--check'], { cwd: await sealedLog() });
    assert.is(ran.exit, exit, ran.stderr);
    assert.match(ran.stderr, says);
  });
}

test('with a key it could serve, and never shows it', async () => {
  const env = { AWS_ACCESS_KEY_ID: 'THEKEY', AWS_SECRET_ACCESS_KEY: 'thesecret' };
  const argv = [
    'serve',
    ...FREE,
    '--check',
    '--proxy',
    '10.0.0.0/8',
    '--proxy',
    '::1',
    '--bucket',
    'miners',
    '--endpoint',
    'http://127.0.0.1:9',
  ];
  const ran = await runCli(argv, { cwd: await sealedLog(), env });
  assert.is(ran.exit, 0, ran.stderr);
  assert.match(ran.stdout, /granted into miners/);
  assert.match(ran.stderr, /names no genesis/);
  assert.not.match(ran.stdout + ran.stderr, /THEKEY|thesecret/);
});

test('a bucket that subnet.json names is granted into, unless --no-uploads says not to', async () => {
  const cwd = await sealedLog();
  writeFileSync(join(cwd, 'subnet.json'), '{"bucket":{"name":"miners","endpoint":"http://127.0.0.1:9"}}');
  const env = { AWS_ACCESS_KEY_ID: 'THEKEY', AWS_SECRET_ACCESS_KEY: 'thesecret' };
  assert.match((await runCli(['serve', ...FREE, '--check'], { cwd, env })).stdout, /granted into miners/);
  assert.match((await runCli(['serve', ...FREE, '--check', '--no-uploads'], { cwd })).stdout, /uploads {2}not granted/);
});

test('a log that is damaged is not served, and one that is damaged meanwhile is said by health', async () => {
  const cwd = await sealedLog();
  const { child, ended, url } = await serving(cwd);
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    said += piece;
  });
  const seals = join(cwd, 'subnet-log', 'seals.ndjson');
  writeFileSync(seals, readFileSync(seals, 'utf8').replace(/"count":\d/, '"count":9'));
  const health = await fetch(`${url}/health`);
  assert.is(health.status, 503);
  const title = 'The log is damaged or cannot be read';
  assert.equal(await health.json(), { type: 'urn:subnet-scoring:problem:log-unreadable', title, status: 503 });
  child.kill('SIGINT');
  assert.is(await ended, 130);
  assert.match(said, /error: .*seals\.ndjson/s);
  assert.not.match(said, /\n\s+at /);
  assert.is((await runCli(['serve', ...FREE, '--check'], { cwd })).exit, 12);
});

test('a log of an event store is served as well, and its password is not shown', async () => {
  const cwd = tempDirectory();
  const peer = await startKurrentPeer(join(cwd, 'journal'));
  const log = peer.url.replace('://', '://me:thesecret@').replace('?', '/subnet-46?');
  const made = await runCli(['log', 'init', log, '--netuid', '46'], { cwd });
  assert.is(made.exit, 0, made.stderr);
  for (const flags of [[], ['--json']]) {
    const ran = await runCli(['serve', ...FREE, '--check', '--log', log, ...flags], { cwd });
    assert.is(ran.exit, 0, ran.stderr);
    assert.match(ran.stdout, /kurrentdb:\/\/\*\*\*@/);
    assert.not.match(ran.stdout + ran.stderr, /thesecret/);
  }
  peer.stop();
});

test('an address that is taken, and a log that is not there', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as { port: number };
  const ran = await runCli(['serve', '--check', '--listen', `127.0.0.1:${port}`], { cwd: await sealedLog() });
  assert.is(ran.exit, 10);
  assert.match(ran.stderr, /somebody listens there/);
  taken.close();
  assert.is((await runCli(['serve', '--check'], { cwd: tempDirectory() })).exit, 2);
});

test.run();
