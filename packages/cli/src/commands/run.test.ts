import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHAIN_HOTKEYS, tempWallets } from '@subnet-scoring/adapters/testing';
import { smallChain, startChainNode } from '@subnet-scoring/adapters/testing/chain-node';
import { newBucket, startS3Peer } from '@subnet-scoring/adapters/testing/s3-peer';
import { encodeCanonical } from '@subnet-scoring/core';
import { zipcodeRace1 } from '@subnet-scoring/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkJson } from '../testing/check-json.js';
import { runCli } from '../testing/run-cli.js';
import { tempDirectory } from '../testing/temp-log.js';

const FIRST = 200;
const GENESIS = '11'.repeat(32);
const CALENDAR = [
  '--first-block',
  `${FIRST}`,
  '--epoch-blocks',
  '20',
  '--seed-delay',
  '10',
  '--evidence-blocks',
  '10',
  '--exchange-blocks',
  '4',
];

const activation = encodeCanonical({
  block: FIRST - 1,
  by: 'local',
  data: {
    burnHotkey: CHAIN_HOTKEYS.owner,
    fromEpoch: 0,
    mechanism: zipcodeRace1.mechanism,
    params: zipcodeRace1.params,
    ruleset: 'run@1',
    shareppm: 1_000_000,
    version: 1,
  },
  epoch: 0,
  netuid: 1,
  type: 'MechanismActivated',
  v: 1,
});

/** A chain with one validator, an empty bucket, and a log that knows the rules. */
const outsideOf = async () => {
  const hotkeys = Object.values(CHAIN_HOTKEYS);
  const permits = hotkeys.map((hotkey) => hotkey === CHAIN_HOTKEYS.bob);
  const subnet = { spec: 424, netuid: 1, block: FIRST - 10, hotkeys } as const;
  const node = await startChainNode(smallChain(subnet, [['subtensorModule', 'validatorPermit', [1], permits]]));
  node.mine(5);
  const peer = await startS3Peer({ keys: new Map([['KEY', 'secret']]) });
  peer.store.buckets.set('miners', { ...newBucket(), versioning: 'Enabled' });
  const cwd = tempDirectory();
  const rows = Array.from({ length: 20 }, (_, i) => `0854${i % 10}`.replace(/^08/, i < 10 ? '08' : '19'));
  const table = rows.map((zipcode) => `${zipcode},${zipcode < '1' ? 'NJ' : 'PA'},800,standard\n`);
  writeFileSync(join(cwd, 'zipcodes.csv'), `zipcode,state,expected,tier\n${table.join('')}`);
  const bucket = { endpoint: peer.endpoint, name: 'miners' };
  const source = { url: 'http://127.0.0.1:9', allowPrivate: true };
  writeFileSync(join(cwd, 'subnet.json'), JSON.stringify({ network: [node.url], bucket, source }));
  const keys = { AWS_ACCESS_KEY_ID: 'KEY', AWS_SECRET_ACCESS_KEY: 'secret' };
  const outside = { cwd, env: { BT_WALLET: 'test', BT_WALLET_PATH: tempWallets(), ...keys } };
  await runCli(['log', 'init', 'subnet-log', '--netuid', '1', '--genesis', GENESIS], outside);
  assert.is((await runCli(['log', 'append', '-'], { ...outside, input: `${activation}\n` })).exit, 0);
  const close = async () => {
    await node.close();
    await peer.close();
  };
  return { node, outside, close };
};

test('with --once it goes from wait to wait, ends with 0, and sends weights once', async () => {
  const { node, outside, close } = await outsideOf();
  const argv = ['run', '--epochs', '0..0', '--zipcodes', 'zipcodes.csv', ...CALENDAR, '--once', '--json'];
  const steps: string[] = [];
  for (let exit = 125; exit === 125; ) {
    const ran = await runCli(argv, outside);
    assert.ok([0, 125].includes(ran.exit), ran.stderr + ran.stdout);
    const told = ran.stdout
      .trimEnd()
      .split('\n')
      .map((line) => checkJson('run', line));
    steps.push(...told.map(({ step }) => String(step)));
    const last = told[told.length - 1];
    exit = ran.exit;
    assert.ok(exit === 125 ? last?.['step'] === 'wait' : exit === 0, ran.stderr);
    if (exit === 125) node.mine(Number(last?.['fromBlock']) - node.head());
  }
  assert.equal(
    steps.filter((step) => step !== 'wait'),
    ['open', 'ingest', 'check', 'seal', 'planWeights', 'applyWeights', 'publishResult', 'done'],
  );
  const again = await runCli(argv, outside);
  assert.is(again.exit, 0, again.stderr);
  assert.match(again.stderr, /publishResult: 0 objects sent/);
  assert.is(node.requests().filter((method) => method.startsWith('author_submit')).length, 1);
  assert.is((await runCli(['log', 'verify'], outside)).exit, 0);
  await close();
});

for (const [name, calendar, says] of [
  [
    'evidence that ends behind the next endBlock',
    ['--epoch-blocks', '9'],
    /would end 5 blocks behind the endBlock of the next one/,
  ],
  ['a seed too near', ['--epoch-blocks', '100', '--seed-delay', '9'], /--seed-delay 9 is less than 10 blocks/],
  ['no time to look', ['--epoch-blocks', '100', '--exchange-blocks', '49'], /no time is left to look rows up/],
] as const) {
  test(`a calendar is refused before anything is asked: ${name}`, async () => {
    const { outside, close } = await outsideOf();
    const argv = ['run', '--epochs', '0..0', '--zipcodes', 'zipcodes.csv', '--first-block', '200', ...calendar];
    const ran = await runCli(argv, outside);
    assert.is(ran.exit, 2);
    assert.match(ran.stderr, says);
    await close();
  });
}

test.run();
