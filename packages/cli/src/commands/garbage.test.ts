import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { randomOf, testSeed } from '../testing/random.js';
import { runCli, spawnCli } from '../testing/run-cli.js';
import { emptyLog, fixtureFacts, sealedLog } from '../testing/temp-log.js';

const TINY = fixtureFacts('tiny');
const BLOCK = TINY.find((line) => line.includes('BlockFinalized')) ?? '';
const SEEN = TINY.find((line) => line.includes('"SubmissionSeen"')) ?? '';

/** What arrives, and why it is refused. */
const LINES: readonly (readonly [string, string, string])[] = [
  ['an empty line', '', 'NOT_JSON'],
  ['no JSON', 'hello', 'NOT_JSON'],
  ['a cut line', BLOCK.slice(0, -5), 'NOT_JSON'],
  ['two lines in one', BLOCK + BLOCK, 'NOT_JSON'],
  ['a byte order mark', `\ufeff${BLOCK}`, 'NOT_JSON'],
  ['zero bytes', '\0\0\0', 'NOT_JSON'],
  ['NaN', BLOCK.replace('"block":1000', '"block":NaN'), 'NOT_JSON'],
  ['Infinity', BLOCK.replace('"block":1000', '"block":Infinity'), 'NOT_JSON'],
  ['deep lists', '['.repeat(100_000), 'NOT_JSON'],
  ['deep objects that end', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, 'NOT_AN_EVENT'],
  ['null', 'null', 'NOT_AN_EVENT'],
  ['a list', '[]', 'NOT_AN_EVENT'],
  ['a number', '1', 'NOT_AN_EVENT'],
  ['no type', '{"v":1}', 'NOT_AN_EVENT'],
  ['a type from nowhere', BLOCK.replace('BlockFinalized', 'BlockImagined'), 'UNKNOWN_TYPE'],
  ['a type named like a part of every object', '{"type":"__proto__"}', 'UNKNOWN_TYPE'],
  ['a claim', '{"type":"EpochScored"}', 'NOT_A_FACT'],
  ['a future version', BLOCK.replace('"v":1', '"v":2'), 'UNKNOWN_VERSION'],
  ['2^60', BLOCK.replace('"block":1000', '"block":1152921504606846976'), 'BAD_FIELD'],
  ['a fraction', BLOCK.replace('"block":1000', '"block":1000.5'), 'BAD_FIELD'],
  ['a negative block', BLOCK.replace('"block":1000', '"block":-1'), 'BAD_FIELD'],
  ['a key that is not known', BLOCK.replace('"v":1', '"v":1,"x":1'), 'BAD_FIELD'],
  ['a checksum that is wrong', SEEN.replace(/"by":"5(.)/, '"by":"5z'), 'BAD_FIELD'],
  ['a key twice', BLOCK.replace('"block":', '"block":1,"block":'), 'NOT_CANONICAL'],
  ['1e3', BLOCK.replace('"block":1000', '"block":1e3'), 'NOT_CANONICAL'],
  ['a blank', `${BLOCK} `, 'NOT_CANONICAL'],
  ['CRLF', `${BLOCK}\r`, 'NOT_CANONICAL'],
  ['a needless escape', BLOCK.replace('"type"', '"\\u0074ype"'), 'NOT_CANONICAL'],
  ['another subnet', BLOCK.replace('"netuid":46', '"netuid":47'), 'WRONG_NETUID'],
];

for (const [what, line, code] of LINES) {
  test(`${what} is refused as ${code}, and the good line behind it is taken`, async () => {
    const cwd = await emptyLog();
    const ran = await runCli(['log', 'append', '-', '--json'], { cwd, input: `${line}\n${BLOCK}\n` });
    assert.is(ran.exit, 12, ran.stderr);
    const body = JSON.parse(ran.stdout) as { count: number; refused: number; errors: { code: string; at: object }[] };
    assert.equal([body.count, body.refused, body.errors[0]?.code], [1, 1, code]);
    assert.match(ran.stderr, /^stdin:1/);
    assert.match(ran.stderr, /help: /);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may reach a terminal
    assert.not.match(ran.stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
}

test('binary noise is refused line by line, without a stack trace', async () => {
  const cwd = await emptyLog();
  const random = randomOf(testSeed());
  const noise = Buffer.from(Array.from({ length: 20_000 }, () => random(256)));
  writeFileSync(join(cwd, 'noise'), noise);
  const ran = await spawnCli(['log', 'append', 'noise', '--log', 'subnet-log'], { cwd });
  assert.is(ran.exit, 12);
  assert.not.match(ran.stderr, /\n {4}at |BUG/);
  assert.match(ran.stderr, /lines refused, \d+ of them not shown/);
});

test('a line of 20 MB is kept as offset, length, hash and start', async () => {
  const cwd = await emptyLog();
  writeFileSync(join(cwd, 'long'), `${BLOCK}\n${'x'.repeat(20_000_000)}\n${SEEN}\n`);
  const ran = await spawnCli(['log', 'append', 'long'], { cwd });
  assert.is(ran.exit, 12);
  assert.match(
    ran.stderr,
    /^long:2 at byte \d+: LINE_TOO_LONG: expected at most 1048576 bytes, found 20000000 bytes, SHA-256 /,
  );
  assert.match(readFileSync(join(cwd, 'subnet-log', 'refused.ndjson'), 'utf8'), /"bytes":20000000/);
  const shown = await runCli(['log', 'show', '--json'], { cwd });
  assert.is((JSON.parse(shown.stdout) as { position: number }).position, 2);
});

test('facts for a sealed epoch are refused, those it holds are known, a late one is counted', async () => {
  const cwd = await sealedLog();
  const again = await runCli(['log', 'append', '-', '--json'], { cwd, input: `${BLOCK}\n` });
  assert.equal([again.exit, (JSON.parse(again.stdout) as { known: number }).known], [0, 1]);
  const other = BLOCK.replace('"block":1000', '"block":1001');
  const refused = await runCli(['log', 'append', '-'], { cwd, input: `${other}\n` });
  assert.is(refused.exit, 12);
  assert.match(refused.stderr, /stdin:1 \/epoch: SEALED_EPOCH: expected an epoch after 1, found 0/);

  const fresh = await emptyLog();
  const late = SEEN.replace(/"block":\d+/, '"block":1201');
  const lines = `${[...TINY, late].join('\n')}\n`;
  assert.is((await runCli(['log', 'append', '-'], { cwd: fresh, input: lines })).exit, 0);
  assert.match((await runCli(['validate', '--epoch', '0'], { cwd: fresh })).stdout, /facts {3}35, 1 too late/);
  assert.match((await runCli(['log', 'seal', '--all'], { cwd: fresh })).stdout, /epoch 0 .* 1 too late/);
  assert.match((await runCli(['log', 'verify'], { cwd: fresh })).stdout, /refused: 1 line \(LATE_FACT 1\)/);
});

test('a file of the log that became a folder is named', async () => {
  const cwd = await sealedLog();
  const path = join(cwd, 'subnet-log', 'segments', '00000001.ndjson');
  rmSync(path);
  mkdirSync(path);
  const ran = await runCli(['log', 'verify'], { cwd });
  assert.is(ran.exit, 16);
  assert.match(ran.stderr, /^error: EISDIR.*00000001\.ndjson'\n {2}help: name a file/);
});

test('the same garbage as an import: nothing is taken', async () => {
  const cwd = await emptyLog();
  writeFileSync(join(cwd, 'facts'), `${TINY.join('\n')}\nhello\n`);
  const ran = await runCli(['log', 'import', 'facts', '--seal'], { cwd });
  assert.is(ran.exit, 12);
  assert.match(ran.stderr, /nothing was taken: 1 line of facts[\s\S]*facts:64: NOT_JSON/);
  assert.is(
    (JSON.parse((await runCli(['log', 'show', '--json'], { cwd })).stdout) as { position: number }).position,
    0,
  );
});

test('mutated lines never end with a bug', async () => {
  const random = randomOf(testSeed() + 1);
  const mutated = Array.from({ length: 500 }, () => {
    const bytes = Buffer.from(TINY[random(TINY.length)] ?? '');
    const kind = random(3);
    if (kind === 0) bytes[random(bytes.length)] = random(256);
    if (kind === 1) return bytes.subarray(0, random(bytes.length));
    if (kind === 2) bytes.copy(bytes, random(bytes.length), random(bytes.length));
    return bytes;
  });
  const cwd = await emptyLog();
  const input = Buffer.concat(mutated.flatMap((bytes) => [bytes, Buffer.from('\n')]));
  const ran = await runCli(['log', 'append', '-', '--json'], { cwd, input });
  assert.ok(ran.exit === 12 || ran.exit === 0, ran.stderr);
  const show = JSON.parse((await runCli(['log', 'show', '--json'], { cwd })).stdout) as {
    position: number;
    refused: number;
  };
  const lines = input.toString('latin1').split('\n').length - 1;
  assert.is(show.position + show.refused, lines, 'nothing is lost');
});

test.run();
