import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempWallets } from '@subnet-scoring/adapters/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkJson } from '../testing/check-json.js';
import { type Outside, runCli } from '../testing/run-cli.js';
import { fixtureFacts, tempDirectory } from '../testing/temp-log.js';

const AUTHORITY = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'; // wallet test, hotkey default
const BURN = '5DRE7KwbyTwQCTNSG6VnTrkXx2XwpaEuYqMaw4bxaNF5rcbv';
const GENESIS = '2f'.repeat(32);
const BLOCK = fixtureFacts('tiny').find((line) => line.includes('BlockFinalized')) ?? '';
const OPENING = `{"block":5,"by":"${AUTHORITY}","data":{"endBlock":20,"evidenceBlock":60,"nonce":"${'0'.repeat(64)}","seedBlock":40,"startBlock":10,"zipcodes":[]},"epoch":9,"netuid":46,"type":"EpochOpened","v":1}`;

interface World {
  readonly at: Outside;
  readonly activation: string;
}

/** An empty log whose authority is a hotkey, and the activation that `init` wrote. */
const newLog = async (authority = AUTHORITY, genesis = GENESIS): Promise<World> => {
  const at = { cwd: tempDirectory(), env: { BT_WALLET_PATH: tempWallets(), BT_WALLET: 'test' } };
  const argv = ['init', '--netuid', '46', '--authority', authority, '--genesis', genesis, '--burn', BURN];
  const made = await runCli(argv, at);
  assert.is(made.exit, 0, made.stderr);
  return { at, activation: readFileSync(join(at.cwd, 'activate.ndjson'), 'utf8').trimEnd() };
};

const sign = ({ at }: World, input: string, ...argv: readonly string[]) =>
  runCli(['log', 'sign', '-', ...argv], { ...at, input });
const append = ({ at }: World, input: string) => runCli(['log', 'append', '-', '--json'], { ...at, input });

test('a log with an authority begins: init, log sign, log append, as init says', async () => {
  const { at } = await newLog();
  const hint = await runCli(['init', 'other', '--netuid', '46', '--authority', AUTHORITY, '--burn', BURN], {
    ...at,
    cwd: tempDirectory(),
  });
  assert.match(
    hint.stderr,
    `sign its line as ${AUTHORITY}: subnet-cli log sign activate.ndjson -o signed.ndjson -w WALLET -H HOTKEY --log other`,
  );
  assert.match(hint.stderr, 'in force: subnet-cli log append signed.ndjson --log other');
  const unsigned = await runCli(['log', 'append', 'activate.ndjson'], at);
  assert.is(unsigned.exit, 12);
  assert.match(
    unsigned.stderr,
    /activate\.ndjson:1 \/sig: BAD_SIGNATURE[\s\S]*found "none"[\s\S]*help: sign it .*: subnet-cli log sign/,
  );

  const signed = await runCli(['log', 'sign', 'activate.ndjson', '-o', 'signed.ndjson', '--json'], at);
  assert.is(signed.exit, 0, signed.stderr);
  const { account, count } = checkJson('log-sign', signed.stdout);
  assert.equal([account, count], [AUTHORITY, 1]);
  assert.is((await runCli(['log', 'append', 'signed.ndjson'], at)).exit, 0);
  assert.is((await runCli(['log', 'verify'], at)).exit, 0);
});

test('an activation and an opening come out on stdout in their order, with a signature each and nothing else', async () => {
  const world = await newLog();
  const ran = await sign(world, `${world.activation}\n${OPENING}\n`);
  assert.is(ran.exit, 0, ran.stderr);
  assert.is(ran.stdout.replaceAll(/"sig":"[0-9a-f]{128}",/g, ''), `${world.activation}\n${OPENING}\n`);
  const taken = await append(world, ran.stdout);
  assert.equal([taken.exit, checkJson('log-append', taken.stdout)['count']], [0, 2]);
});

test('a line that is changed after it was signed is refused, and so is one for a log of another chain', async () => {
  const world = await newLog();
  const { stdout } = await sign(world, `${OPENING}\n`);
  for (const [log, line] of [
    [world, stdout.replace('"evidenceBlock":60', '"evidenceBlock":61')],
    [await newLog(AUTHORITY, '30'.repeat(32)), stdout],
  ] as const) {
    const refused = await append(log, line);
    assert.is(refused.exit, 12);
    assert.match(refused.stderr, /stdin:1 \/sig: BAD_SIGNATURE/);
  }
});

const WRONG: readonly (readonly [string, (activation: string) => string, RegExp])[] = [
  [
    'of another authority',
    (line) => line.replace(AUTHORITY, BURN),
    /\/by: UNAUTHORISED: expected the log's authority 5FHn/,
  ],
  ['of no authority', (line) => line.replace(AUTHORITY, 'local'), /\/by: UNAUTHORISED/],
  ['of another subnet', (line) => line.replace('"netuid":46', '"netuid":47'), /\/netuid: WRONG_NETUID/],
  ['of a type that carries no signature', () => BLOCK, /\/type: BAD_FIELD: expected EpochOpened or MechanismActivated/],
  ['that is a claim', () => '{"type":"EpochScored"}', /\/type: NOT_A_FACT/],
  ['with rules that nobody knows', (line) => line.replace('"zipcode-race"', '"coin-toss"'), /UNKNOWN_MECHANISM/],
  ['that is not canonical', (line) => `${line} `, /NOT_CANONICAL/],
  ['that is no line', () => 'hello', /NOT_JSON/],
  ['that is a key', () => `{"secretSeed":"0x${'1f'.repeat(32)}"}`, /KEY_MATERIAL(?![\s\S]*1f1f)/],
];

for (const [what, change, says] of WRONG) {
  test(`a line ${what} keeps all lines back: exit 12, with its place`, async () => {
    const world = await newLog();
    const ran = await sign(world, `${OPENING}\n${change(world.activation)}\n`, '-o', 'signed.ndjson');
    assert.equal([ran.exit, ran.stdout], [12, '']);
    assert.match(ran.stderr, says);
    assert.match(ran.stderr, /stdin:2/);
    assert.match(ran.stderr, /help: /);
    assert.not.ok(existsSync(join(world.at.cwd, 'signed.ndjson')));
  });
}

test('a line that is signed already is not signed again', async () => {
  const world = await newLog();
  const once = await sign(world, `${OPENING}\n`);
  const twice = await sign(world, once.stdout);
  assert.equal([twice.exit, twice.stdout], [12, '']);
  assert.match(
    twice.stderr,
    /stdin:1 \/sig: BAD_FIELD: expected a line without signature[\s\S]*help: append it as it is/,
  );
});

test('another wallet than that of the authority is exit 11; a local log and a missing -o under --json are exit 2', async () => {
  const world = await newLog();
  const other = await sign(world, `${OPENING}\n`, '-H', 'phrase');
  assert.equal([other.exit, other.stdout], [11, '']);
  assert.match(other.stderr, new RegExp(`authority of this log is ${AUTHORITY}, and this wallet's hotkey is 5Dfh`));
  assert.match(other.stderr, /help: name the wallet of the authority with -w and -H/);
  const local = await newLog('local');
  const needless = await sign(local, local.activation);
  assert.is(needless.exit, 2);
  assert.match(needless.stderr, /its lines need no signature[\s\S]*help: append them as they are/);
  assert.is((await sign(world, OPENING, '--json')).exit, 2);
});

test('a former file of that name stays when nothing is signed', async () => {
  const world = await newLog();
  const path = join(world.at.cwd, 'signed.ndjson');
  writeFileSync(path, 'before\n');
  assert.is((await sign(world, 'hello\n', '-o', 'signed.ndjson')).exit, 12);
  assert.is(readFileSync(path, 'utf8'), 'before\n');
});

test.run();
