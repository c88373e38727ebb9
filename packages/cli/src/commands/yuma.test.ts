import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { golden } from '../testing/golden.js';
import { type Ran, runCli } from '../testing/run-cli.js';
import { emptyLog, sealedLog } from '../testing/temp-log.js';
import { packageRoot } from '../version.js';

const STATE = join(packageRoot(), '..', '..', 'fixtures', 'subnet-state', 'tiny.json');
const VERA = '5FW5ZNFvf1g5rcU6wvWWqaXCRkzttaKNhzo8YFk2ScHcLHT9';
const stateText = readFileSync(STATE, 'utf8');

const ARGV = ['yuma', '--epoch', '1', '--state', 'state.json'];

const cwdWith = async (text: string): Promise<string> => {
  const cwd = await sealedLog();
  writeFileSync(join(cwd, 'state.json'), text);
  return cwd;
};

const run = async (text: string, ...more: readonly string[]): Promise<Ran> =>
  runCli([...ARGV, ...more], { cwd: await cwdWith(text) });

interface Shown {
  readonly block: number;
  readonly validator: { readonly uid: number };
  readonly neurons: readonly {
    readonly uid: number;
    readonly weight: number;
    readonly incentive: { forecast: number };
  }[];
  readonly planned: { readonly validatorTrust: number };
  readonly conforming: { readonly validatorTrust: number };
  readonly cost: { readonly validatorTrust: number };
  readonly moved: readonly { readonly uid: number }[];
}

const shownBy = async (text: string, validator: string): Promise<Shown> => {
  const ran = await run(text, '--validator', validator, '--json');
  assert.is(ran.exit, 0, ran.stderr);
  return JSON.parse(ran.stdout) as Shown;
};

test('a validator is named by hotkey, by its start, or by uid', async () => {
  const shown = await Promise.all([VERA, '5FW5', '1'].map((name) => shownBy(stateText, name)));
  for (const one of shown) assert.equal(one, shown[0]);
  assert.is(shown[0]?.validator.uid, 1);
  for (const name of ['5zzz', '99', '5F', '']) assert.is((await run(stateText, '--validator', name)).exit, 2, name);
});

test('the weights are those of the epoch, the block is the next one that runs an epoch, and costs add up', async () => {
  const { block, neurons, planned, conforming, cost, moved } = await shownBy(stateText, VERA);
  assert.is(block, 1480);
  const weights = neurons.filter(({ weight }) => weight > 0).map(({ uid, weight }) => [uid, weight]);
  assert.equal(
    weights.sort(([a = 0], [b = 0]) => a - b),
    [
      [0, 65_535],
      [2, 49_357],
      [3, 22_211],
      [5, 1_385],
    ],
  );
  assert.is(planned.validatorTrust + cost.validatorTrust, conforming.validatorTrust);
  assert.ok(cost.validatorTrust > 0);
  assert.equal(moved, []);
});

const PRINTED: readonly (readonly [string, number | undefined, readonly string[]])[] = [
  ['yuma-tiny.txt', undefined, ['--validator', '5FW5']],
  ['yuma-tiny-80.txt', 80, ['--validator', '2', '--top', '2', '--no-color']],
];

for (const [name, columns, more] of PRINTED) {
  test(`${more.join(' ')} looks like testdata/${name}`, async () => {
    const cwd = await cwdWith(stateText);
    const ran = await runCli([...ARGV, ...more], columns === undefined ? { cwd } : { cwd, columns });
    golden(
      name,
      `$ subnet-cli ${[...ARGV, ...more].join(' ')}\n${ran.stdout}-- stderr\n${ran.stderr}-- exit ${ran.exit}\n`,
    );
  });
}

test('a slot that another holds now is named', async () => {
  const other = stateText.replaceAll(
    '5GbgbqnVf7waEv5KomENSxWBnHdZ3dm65yjMRKo7GCczs9Bx',
    '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
  );
  const ran = await run(other, '--validator', '1');
  assert.is(ran.exit, 0);
  assert.match(ran.stderr, /notice: uid 3 is held by 5Grwva\w+ now/);
  assert.equal(
    (await shownBy(other, '1')).moved.map(({ uid }) => uid),
    [3],
  );
});

const REFUSED: readonly (readonly [string, string, number, RegExp])[] = [
  ['no JSON', 'hello', 12, /state\.json: NOT_JSON/],
  ['another shape', '{"block":1}', 12, /state\.json \/\w+: BAD_FIELD/],
  [
    'a bad address',
    stateText.replace(VERA, `${VERA.slice(0, -1)}x`),
    12,
    /\/neurons\/1\/hotkey: BAD_FIELD: expected SS58/,
  ],
  ['another subnet', stateText.replace('"netuid":46', '"netuid":8'), 2, /the state is of subnet 8, the log of 46/],
  ['Yuma 3', stateText.replace('"yuma3On":false', '"yuma3On":true'), 125, /yuma3On: not supported: Yuma 3/],
  ['no kappa', stateText.replace('"kappa":32767,', ''), 125, /\/hyperparameters\/kappa: missing/],
];

for (const [what, text, exit, says] of REFUSED) {
  test(`${what} ends with ${exit}`, async () => {
    const ran = await run(text, '--validator', '1');
    assert.is(ran.exit, exit, ran.stderr);
    assert.match(ran.stderr, says);
    assert.not.match(ran.stderr, /\n {4}at /);
  });
}

test('without a file, an epoch, or weights of it there is no forecast', async () => {
  const cwd = await sealedLog();
  const line = (epoch: string, state: string) => ['yuma', '--epoch', epoch, '--state', state, '--validator', '1'];
  assert.is((await runCli(line('1', 'nothing.json'), { cwd })).exit, 16);
  assert.is((await runCli(line('7', STATE), { cwd })).exit, 2);
  assert.is((await runCli(line('0', STATE), { cwd: await emptyLog() })).exit, 2);
  const unjudged = await sealedLog('unjudged');
  const ran = await runCli(line('1', STATE), { cwd: unjudged });
  assert.is(ran.exit, 125, ran.stderr);
  assert.is((await runCli(['yuma', '--epoch', '1'], { cwd })).exit, 2);
});

test.run();
