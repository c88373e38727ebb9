import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { randomOf, testSeed } from '../testing/random.js';
import { runCli } from '../testing/run-cli.js';
import { tempDirectory } from '../testing/temp-log.js';
import { packageRoot } from '../version.js';

const SEED = testSeed();
const FOLDER = join(packageRoot(), '..', '..', 'fixtures', 'proofs');

interface Expected {
  readonly exit: number;
  readonly verdict: string;
  readonly reason?: string;
  readonly field?: string;
}
const EXPECTED = JSON.parse(readFileSync(join(FOLDER, 'expected.json'), 'utf8')) as Record<string, Expected>;

test('every file of fixtures/proofs has its verdict', async () => {
  const names = readdirSync(FOLDER).filter((name) => name !== 'expected.json');
  assert.equal(Object.keys(EXPECTED).sort(), names.sort());
  for (const [name, { exit, verdict, reason, field }] of Object.entries(EXPECTED)) {
    const ran = await runCli(['proof', 'verify', name, '--json'], { cwd: FOLDER });
    assert.is(ran.exit, exit, `${name}: ${ran.stdout}`);
    const said = JSON.parse(ran.stdout) as Record<string, unknown>;
    if (exit === 12) {
      assert.is(said['code'], reason);
      assert.is(said['message'], `${name}: the request is invalid: ${field}`);
    } else assert.equal([said['verdict'], said['reason'], said['field']], [verdict, reason, field], name);
  }
});

const judged = async (input: string | Uint8Array) => runCli(['proof', 'verify', '-'], { cwd: FOLDER, input });

test('a verdict for people says the field and why', async () => {
  const text = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
  assert.is((await judged(text('store.json'))).stdout, 'passed\n');
  const refused = await judged(text('challenge-other-chunk.json'));
  assert.is(refused.exit, 1);
  assert.match(refused.stdout, /^refused: DATA_MISMATCH\n {2}data_chunk: it is not the data that was stored/);
});

const deep = (levels: number): string => `{"task":${'['.repeat(levels)}${']'.repeat(levels)}}`;
const BAD: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
  ['nothing', '', /it is not JSON/],
  ['no JSON', '{"task":', /it is not JSON/],
  ['a number', '7', /stdin: the request is invalid: request\n {2}help: .*or is not there/],
  ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), /it is not UTF-8/],
  ['a nest', deep(100_000), /nested more than 16 levels/],
  ['a nest that is never closed', '['.repeat(1_000_000), /nested more than 16 levels/],
  ['a text that never ends', `"${'\\"['.repeat(5_000_000)}`, /it is not JSON/],
  ['quotes', '"'.repeat(30_000_001), /it is not JSON/],
  ['too much', new Uint8Array(33_554_433).fill(0x20), /more than 33554432 bytes/],
];

for (const [what, input, says] of BAD) {
  test(`${what} ends with 12 and says why`, async () => {
    const ran = await judged(input);
    assert.is(ran.exit, 12, ran.stderr);
    assert.match(ran.stderr, says);
    assert.is(ran.stdout, '');
  });
}

test('brackets inside of a text are no nesting', async () => {
  const ran = await judged(JSON.stringify({ task: '['.repeat(100), request: {} }));
  assert.match(ran.stderr, /the request is invalid: task/);
});

test('whatever byte is changed, a forged file never passes and nothing crashes', async () => {
  const random = randomOf(SEED);
  const good = readFileSync(join(FOLDER, 'retrieve.json'));
  const cwd = tempDirectory();
  mkdirSync(join(cwd, 'x'));
  for (let i = 0; i < 200; i += 1) {
    const bytes = Buffer.from(good);
    bytes[random(bytes.length)] = random(256);
    writeFileSync(join(cwd, 'x', 'proof.json'), bytes);
    const ran = await runCli(['proof', 'verify', join('x', 'proof.json'), '--json'], { cwd });
    assert.ok([0, 1, 12].includes(ran.exit), `${SEED} ${i}: ${ran.exit} ${ran.stdout}`);
    if (ran.exit === 0) assert.equal(JSON.parse(bytes.toString()), JSON.parse(good.toString()), `${SEED} ${i}`);
  }
});

test('a file that is not there is 16', async () => {
  assert.is((await runCli(['proof', 'verify', 'none.json'], { cwd: FOLDER })).exit, 16);
  const folder = await runCli(['proof', 'verify', '.'], { cwd: FOLDER });
  assert.is(folder.exit, 16);
  assert.match(folder.stderr, /\. is a directory\n {2}help: name a file, or - for stdin/);
});

test.run();
