import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkJson as checkPrinted } from '../testing/check-json.js';
import { runCli } from '../testing/run-cli.js';
import { emptyLog, fixtureLog, sealedLog, tempDirectory } from '../testing/temp-log.js';
import { packageRoot } from '../version.js';
import { SCHEMA_NAMES, schemaOf } from './index.js';

const printed = new Set<string>();

const checkJson = (name: string, text: string): Record<string, unknown> => {
  printed.add(name);
  return checkPrinted(name, text);
};

const facts = join(fixtureLog('tiny'), 'facts.ndjson');
const subnetState = join(fixtureLog('tiny'), '..', '..', 'subnet-state', 'tiny.json');
const wallets = join(fixtureLog('tiny'), '..', '..', 'wallets');
const HOTKEY = '5DRE7KwbyTwQCTNSG6VnTrkXx2XwpaEuYqMaw4bxaNF5rcbv';

/** Command lines on a sealed log, the schema of each, and its exit code. */
const SEALED: readonly (readonly [string, readonly string[], number])[] = [
  ['validate', ['validate', '--epoch', '1'], 0],
  ['validate', ['validate', '--epochs', '0..1', '--expect', '17fa238f6a44'], 0],
  ['validate', ['validate', '--epoch', '1', '--expect', 'scores:000000000000'], 1],
  ['replay', ['replay'], 0],
  ['replay', ['replay', '--expect', 'weights:000000000000'], 1],
  ['explain', ['explain', HOTKEY, '--epoch', '0'], 0],
  ['explain', ['explain', '0', '--epoch', '1'], 0],
  ['plan', ['plan', '--epoch', '1', '--round', 'first'], 0],
  ['stats', ['stats'], 0],
  ['stats', ['stats', '--epoch', '1'], 0],
  ['tiers', ['tiers', '--epoch', '1'], 0],
  ['error', ['select', '--k', '1', '--block-hash', '0'.repeat(64)], 2],
  ['error', ['stats', '--epoch', '1', '--epochs', '1..1'], 2],
  ['yuma', ['yuma', '--epoch', '1', '--state', subnetState, '--validator', '1'], 0],
  ['yuma', ['yuma', '--epoch', '1', '--state', subnetState, '--validator', '5FrwLp', '--top', '1'], 0],
  ['log-show', ['log', 'show'], 0],
  ['serve', ['serve', '--listen', '127.0.0.1:0', '--check'], 0],
  ['log-cat', ['log', 'cat', '0'], 0],
  ['log-cat', ['log', 'cat', '0:3'], 0],
  ['log-verify', ['log', 'verify'], 0],
  ['log-verify', ['log', 'verify', '--anchor', '000000000000'], 1],
  ['log-export', ['log', 'export', '-o', 'facts.ndjson'], 0],
  ['log-append', ['log', 'append', facts], 0],
  ['log-seal', ['log', 'seal', '--all'], 0],
  ['error', ['log', 'seal', '--epoch', '0'], 2],
  ['error', ['validate', '--epoch', '7'], 2],
  ['error', ['explain', 'nobody', '--epoch', '0'], 2],
  ['error', ['log', 'cat', '0:999'], 2],
  ['error', ['log', 'export'], 2],
  ['error', ['validate', '--epohc', '7'], 2],
  ['error', ['log', 'append', 'nothing.ndjson'], 16],
];

for (const [name, argv, exit] of SEALED) {
  test(`${argv.join(' ')} --json prints a ${name}`, async () => {
    const cwd = await sealedLog();
    const ran = await runCli([...argv, '--json'], { cwd, columns: 80 });
    assert.is(ran.exit, exit, ran.stderr);
    checkJson(name, ran.stdout);
  });
}

const proof = (name: string): string => join(packageRoot(), '..', '..', 'fixtures', 'proofs', `${name}.json`);
test('audit --json prints an audit', async () => {
  const cwd = await sealedLog('audit');
  await runCli(['log', 'append', join(fixtureLog('audit'), '..', '..', 'audit', 'records.ndjson')], { cwd });
  const ran = await runCli(['audit', '--json'], { cwd, columns: 80 });
  assert.is(ran.exit, 1, ran.stderr);
  checkJson('audit', ran.stdout);
});
const ZIPCODES = join(fixtureLog('tiny'), '..', '..', 'zipcodes', 'pa-nj.csv');
const ASSIGN = ['assign', '--epoch', '2', '--zipcodes', ZIPCODES, '--seed-block-hash', 'ab'.repeat(32)];

const OTHERS: readonly (readonly [string, readonly string[], number])[] = [
  ['init', ['init', '--netuid', '46'], 0],
  ['init', ['init', 'x', '--netuid', '46', '--burn', HOTKEY], 0],
  ['log-init', ['log', 'init', 'x', '--netuid', '46'], 0],
  ['ruleset-list', ['ruleset', 'list'], 0],
  ['ruleset-show', ['ruleset', 'show', 'zipcode-race@1'], 0],
  ['ruleset-hash', ['ruleset', 'hash', 'zipcode-race@1'], 0],
  ['error', ['ruleset', 'hash', 'nothing'], 16],
  ['ruleset-diff', ['ruleset', 'diff', 'mip2@1', 'mip2@1'], 0],
  ['ruleset-diff', ['ruleset', 'diff', 'mip2@1', 'zipcode-race@1'], 1],
  ['proof-verify', ['proof', 'verify', proof('store')], 0],
  ['proof-verify', ['proof', 'verify', proof('store-other-data')], 1],
  ['error', ['proof', 'verify', proof('request-no-chunk')], 12],
  ['schema-list', ['schema', 'list'], 0],
  ['schema-print', ['schema', 'print', 'validate'], 0],
  ['error', ['schema', 'print', 'nothing'], 2],
  ['keys-list', ['keys', 'list', '--wallet-path', wallets], 0],
  ['keys-show', ['keys', 'show', '--wallet-path', wallets, '-w', 'test', '-H', 'locked'], 0],
  ['keys-verify', ['keys', 'verify', '--wallet-path', wallets, '-w', 'test'], 0],
  ['error', ['keys', 'verify', '--wallet-path', wallets, '-w', 'test', '-H', 'coldkey'], 11],
  ['completion', ['completion', 'bash'], 0],
  ['assign', [...ASSIGN, '--netuid', '46'], 0],
  ['assign', [...ASSIGN, '--netuid', '46', '--facts', '--start-block', '100', '--end-block', '200'], 0],
  ['error', ASSIGN, 2],
  ['demo', ['demo'], 0],
  ['demo', ['demo', '--keep', 'tour'], 0],
  ['error', ['validate', '--epoch', '1'], 2],
];

for (const [name, argv, exit] of OTHERS) {
  test(`${argv.join(' ')} --json prints a ${name} without a log`, async () => {
    const ran = await runCli(['--json', ...argv], { cwd: tempDirectory() });
    assert.is(ran.exit, exit, ran.stderr);
    checkJson(name, ran.stdout);
  });
}

test('an open epoch, an import, a refused line and an unjudged epoch have their schemas too', async () => {
  const cwd = await emptyLog();
  const imported = await runCli(['log', 'import', facts, '--json'], { cwd });
  assert.is(checkJson('log-import', imported.stdout)['count'], 63);
  const preview = await runCli(['validate', '--epochs', '0..1', '--json'], { cwd });
  checkJson('validate', preview.stdout);
  checkJson('explain', (await runCli(['explain', HOTKEY, '--epoch', '0', '--json'], { cwd })).stdout);
  checkJson('plan', (await runCli(['plan', '--epoch', '0', '--json'], { cwd })).stdout);
  const refused = await runCli(['log', 'append', '-', '--json'], { cwd, input: 'no fact\n' });
  assert.is(refused.exit, 12);
  assert.is(checkJson('log-append', refused.stdout)['refused'], 1);

  const blocks = `"endBlock":20,"evidenceBlock":60,"nonce":"${'0'.repeat(64)}","seedBlock":40,"startBlock":10`;
  const opened = `{"block":5,"by":"local","data":{${blocks},"zipcodes":[]},"epoch":9,"netuid":46,"type":"EpochOpened","v":1}`;
  await runCli(['log', 'append', '-'], { cwd, input: `${opened}\n` });
  const stopped = await runCli(['log', 'seal', '--all', '--json'], { cwd });
  assert.is(stopped.exit, 125);
  assert.is((checkJson('log-seal', stopped.stdout)['stopped'] as { exit: number }).exit, 125);
  checkJson('log-seal', (await runCli(['log', 'seal', '--all', '--unjudged', '--json'], { cwd })).stdout);
  const unjudged = await runCli(['validate', '--epoch', '9', '--json'], { cwd });
  assert.is(unjudged.exit, 125);
  checkJson('validate', unjudged.stdout);
  assert.is((await runCli(['replay', '--json'], { cwd })).exit, 125);
});

/** Command lines on the logs of mechanisms that know more of their miners. */
const WITH_STATE: readonly (readonly [string, string, readonly string[]])[] = [
  ['storage-tiers', 'stats', ['stats', '--epoch', '2']],
  ['volume-race', 'stats', ['stats', '--epoch', '2']],
  ['storage-tiers', 'tiers', ['tiers', '--epoch', '2']],
  ['storage-tiers', 'select', ['select', '--k', '2', '--block-hash', '0'.repeat(64)]],
  ['two-mechanisms', 'select', ['select', '--k', '2', '--block-hash', '0'.repeat(64), '--by', HOTKEY]],
  ['volume-race', 'plan', ['plan', '--epoch', '4', '--round', 'first']],
];

for (const [fixture, name, argv] of WITH_STATE) {
  test(`${argv.join(' ')} --json prints a ${name} of ${fixture}`, async () => {
    const ran = await runCli([...argv, '--json'], { cwd: await sealedLog(fixture) });
    assert.is(ran.exit, 0, ran.stderr);
    checkJson(name, ran.stdout);
  });
}

test('a rule set file has its schema', async () => {
  const cwd = tempDirectory();
  const shown = await runCli(['ruleset', 'show', 'zipcode-race@1'], { cwd });
  writeFileSync(join(cwd, 'mine.json'), shown.stdout);
  checkJson('ruleset-check', (await runCli(['ruleset', 'check', 'mine.json', '--json'], { cwd })).stdout);
});

test('lines that were signed have their schema', async () => {
  const cwd = tempDirectory();
  const authority = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';
  await runCli(['init', '--netuid', '46', '--authority', authority, '--burn', HOTKEY], { cwd });
  const key = ['--wallet-path', wallets, '-w', 'test'];
  const ran = await runCli(['log', 'sign', 'activate.ndjson', '-o', 'signed.ndjson', ...key, '--json'], { cwd });
  assert.is(ran.exit, 0, ran.stderr);
  checkJson('log-sign', ran.stdout);
});

// What these print is checked where a chain or a bucket answers them.
const ASKS_OUTSIDE = /^(?:chain-.*|weights-.*|miner-.*|check|ingest|publish|consensus|run)$/;

test('every schema was printed, is valid, and allows keys that come later', () => {
  assert.equal(
    [...printed].sort(),
    SCHEMA_NAMES.filter((name) => !ASKS_OUTSIDE.test(name)),
  );
  for (const name of SCHEMA_NAMES) {
    assert.ok(new Ajv2020({ strict: true }).validateSchema(schemaOf(name) ?? {}));
    assert.not.match(JSON.stringify(schemaOf(name)), /"additionalProperties":false/);
  }
  assert.is(schemaOf('constructor'), undefined);
});

test.run();
