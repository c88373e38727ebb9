import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHAIN_HOTKEYS, chainLogFacts, tempWallets } from '@subnet-scoring/adapters/testing';
import { newBucket, startS3Peer } from '@subnet-scoring/adapters/testing/s3-peer';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkJson } from '../testing/check-json.js';
import { type Outside, PROGRAM, runCli } from '../testing/run-cli.js';
import { tempDirectory } from '../testing/temp-log.js';

const peer = await startS3Peer({ keys: new Map([['K', 'secret']]) });
test.after(() => peer.close());

const wallets = tempWallets();
const GENESIS = '11'.repeat(32);

const addressOf = async (hotkey: string): Promise<string> => {
  const env = { BT_WALLET: 'test', BT_WALLET_PATH: wallets };
  const { stdout } = await runCli(['keys', 'show', '-H', hotkey], { cwd: tempDirectory(), env });
  return /5[1-9A-HJ-NP-Za-km-z]{47}/.exec(stdout)?.[0] ?? '';
};
const second = await addressOf('phrase');

/** The small subnet of a chain, where the two hotkeys of the test wallet have 70 of 100 of the stake. */
const factLines = (): readonly string[] =>
  chainLogFacts().map((line) => {
    const fact = JSON.parse(line.replaceAll(CHAIN_HOTKEYS.dave, second));
    for (const neuron of fact.data.neurons ?? []) {
      neuron.stakeRao = neuron.hotkey === CHAIN_HOTKEYS.bob ? '40' : neuron.hotkey === second ? '30' : '10';
    }
    return JSON.stringify(fact);
  });

let buckets = 0;
const bucketEnv = (): Record<string, string> => {
  const name = `cli-${buckets}`;
  buckets += 1;
  peer.store.buckets.set(name, { ...newBucket(), versioning: 'Enabled' });
  return {
    SUBNET_BUCKET: name,
    SUBNET_BUCKET_ENDPOINT: peer.endpoint,
    AWS_ACCESS_KEY_ID: 'K',
    AWS_SECRET_ACCESS_KEY: 'secret',
    BT_WALLET: 'test',
    BT_WALLET_PATH: wallets,
  };
};

/** A directory with a log of these facts. */
const outsideOf = async (env: Record<string, string>, lines: readonly string[]): Promise<Outside> => {
  const outside = { cwd: tempDirectory(), env };
  writeFileSync(join(outside.cwd, 'facts.ndjson'), `${lines.join('\n')}\n`);
  assert.is((await runCli(['log', 'init', 'subnet-log', '--netuid', '1', '--genesis', GENESIS], outside)).exit, 0);
  const appended = await runCli(['log', 'append', 'facts.ndjson'], outside);
  assert.is(appended.exit, 0, appended.stderr);
  return outside;
};
const publish = (outside: Outside, ...more: readonly string[]) => runCli(['publish', '--epoch', '0', ...more], outside);
const consensus = (outside: Outside, ...more: readonly string[]) =>
  runCli(['consensus', '--epoch', '0', ...more], outside);

test('observations are listed by a dry run, sent, and not sent twice', async () => {
  const outside = await outsideOf(bucketEnv(), factLines());
  const dry = await publish(outside, '--observations', '--dry-run');
  assert.is(dry.exit, 0, dry.stderr);
  assert.match(dry.stdout, /observations\.ndjson {2}\d+ bytes {2}to send/);
  assert.match(dry.stdout, /would send 2 objects, \d+ bytes; nothing was sent/);
  const sent = await publish(outside, '--observations', '--json');
  assert.is(sent.exit, 0, sent.stderr);
  const json = checkJson('publish', sent.stdout);
  assert.is(json['hotkey'], CHAIN_HOTKEYS.bob);
  assert.match((await publish(outside, '--observations')).stdout, /there was nothing left to send/);
});

test('an open epoch has no result, and who observed nothing publishes no observations', async () => {
  const outside = await outsideOf(bucketEnv(), factLines());
  const early = await publish(outside);
  assert.is(early.exit, 2);
  assert.match(early.stderr, /epoch 0 is not sealed/);
  const nothing = await publish(outside, '--observations', '-H', 'phrase');
  assert.is(nothing.exit, 2);
  assert.match(nothing.stderr, /no observation of epoch 0/);
});

test('one voice cannot be judged, two agree', async () => {
  const outside = await outsideOf(bucketEnv(), factLines());
  await publish(outside, '--observations');
  assert.is((await runCli(['log', 'seal', '--all'], outside)).exit, 0);
  const silent = await consensus(outside);
  assert.is(silent.exit, 125);
  assert.is((await publish(outside)).exit, 0);
  const alone = await consensus(outside);
  assert.is(alone.exit, 125);
  assert.match(alone.stdout, /one voice alone agrees with nobody/);
  assert.is((await publish(outside, '-H', 'phrase')).exit, 0);
  const both = await consensus(outside);
  assert.is(both.exit, 0, both.stderr);
  assert.match(both.stdout, /epoch 0: agreed, by 2 voices with 70\.00 % of the stake of all permits/);
  const json = checkJson('consensus', (await consensus(outside, '--json')).stdout);
  assert.is(json['verdict'], 'agreed');
  assert.is((json['silent'] as unknown[]).length, 3);
});

test('a validator takes in what another one published, once', async () => {
  const env = bucketEnv();
  const first = await outsideOf(env, factLines());
  assert.is((await publish(first, '--observations')).exit, 0);
  const other = await outsideOf(
    env,
    factLines().filter((line) => !line.includes('TaskBatchCompleted')),
  );
  const take = ['ingest', '--epoch', '0', '--from-bundles', '--at-block', '165', '-H', 'phrase'];
  const taken = await runCli(take, other);
  assert.is(taken.exit, 0, taken.stderr);
  assert.match(taken.stdout, /3 new lines of 1 of 4 other validators/);
  const again = checkJson('ingest', (await runCli([...take, '--json'], other)).stdout);
  const bundles = again['bundles'] as readonly { readonly hotkey: string }[];
  assert.equal(
    bundles.find(({ hotkey }) => hotkey === CHAIN_HOTKEYS.bob),
    { hotkey: CHAIN_HOTKEYS.bob, taken: 0, known: 3, uncovered: 0 },
  );
  const sealed = await Promise.all(
    [first, other].map(async (outside) => (await runCli(['log', 'seal', '--all'], outside)).stdout),
  );
  assert.is(sealed[0], sealed[1]);
});

test('who differs is named with segment line and event', async () => {
  const env = bucketEnv();
  const whole = await outsideOf(env, factLines());
  const lines = factLines();
  const less = await outsideOf(
    env,
    lines.filter((line) => !line.includes('0.120.store')),
  );
  for (const outside of [whole, less]) assert.is((await runCli(['log', 'seal', '--all'], outside)).exit, 0);
  assert.is((await publish(whole)).exit, 0);
  assert.is((await publish(less, '-H', 'phrase')).exit, 0);
  const differ = await consensus(whole);
  assert.is(differ.exit, 1);
  assert.match(differ.stdout, /segment\.ndjson:6 {2}TaskBatchCompleted at block 120 by 5FHn/);
  assert.match(differ.stdout, /has not|only 5FHn…94ty has it/);
  checkJson('consensus', (await consensus(whole, '--json')).stdout);
  const again = await publish(less);
  assert.is(again.exit, 1, 'another result of that hotkey is published');
  assert.match(again.stderr, /another result bundle of epoch 0 is published/);
});

test('a process that is killed while it sends leaves nothing twice', async () => {
  const outside = await outsideOf(bucketEnv(), factLines());
  assert.is((await runCli(['log', 'seal', '--all'], outside)).exit, 0);
  const objects = peer.store.buckets.get(outside.env?.['SUBNET_BUCKET'] ?? '')?.objects ?? new Map();
  const child = spawn(process.execPath, [PROGRAM, 'publish', '--epoch', '0'], {
    cwd: outside.cwd,
    env: { ...process.env, ...outside.env },
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const watch = setInterval(() => objects.size > 0 && child.kill('SIGKILL'), 1);
  await ended;
  clearInterval(watch);
  const before = objects.size;
  const again = await publish(outside);
  assert.is(again.exit, 0, again.stderr);
  assert.is(again.stdout.match(/there already/g)?.length ?? 0, before);
  assert.equal(
    [...objects.values()].map((versions) => versions.length),
    [1, 1, 1, 1, 1],
  );
});

test('without keys or a bucket it says what is missing', async () => {
  const outside = await outsideOf(bucketEnv(), factLines());
  const { SUBNET_BUCKET: _, ...nameless } = outside.env ?? {};
  assert.is((await publish({ ...outside, env: nameless }, '--observations')).exit, 2);
  const keyless = { ...outside.env, AWS_ACCESS_KEY_ID: '', HOME: outside.cwd };
  assert.is((await publish({ ...outside, env: keyless }, '--observations')).exit, 11);
  const wrong = await publish(
    { ...outside, env: { ...outside.env, AWS_SECRET_ACCESS_KEY: 'other' } },
    '--observations',
  );
  assert.is(wrong.exit, 11);
  assert.not.match(wrong.stderr + wrong.stdout, /other/);
  assert.is(
    (await consensus({ ...outside, env: { ...outside.env, SUBNET_BUCKET_ENDPOINT: 'http://127.0.0.1:1' } })).exit,
    10,
  );
});

test.run();
