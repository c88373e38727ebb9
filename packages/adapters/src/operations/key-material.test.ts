import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { memoryLog } from '../memory/index.js';
import { nodeHost } from '../node/index.js';
import { sampleFact, sampleHeader } from '../testing/sample.js';
import { tempWallets } from '../testing/temp-wallets.js';
import { type AppendProgress, appendFacts } from './append.js';

async function* piecesOf(...pieces: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield Buffer.from(piece);
}

const appended = async (...pieces: readonly (string | Uint8Array)[]) => {
  const log = memoryLog(sampleHeader);
  const steps: AppendProgress[] = [];
  const verify = async (): Promise<boolean> => true;
  for await (const step of appendFacts(log, piecesOf(...pieces), { host: nodeHost, verify, file: 'in' })) {
    steps.push(step);
  }
  return { log, errors: steps.flatMap(({ refused }) => refused), kept: await log.refusals() };
};

const SEED = 'fac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e';
const PHRASE = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk';
const FACT = sampleFact(1, 1);

const LINES: readonly (readonly [string, string])[] = [
  ['a key file', `{"secretPhrase":"${PHRASE}","secretSeed":"0x${SEED}"}`],
  ['a line of a key file that is laid out', `  "secretSeed": "0x${SEED}",`],
  ['a phrase', PHRASE],
  ['a phrase in quotes, with CR', `"${PHRASE}"\r`],
  ['a seed', SEED],
  ['a seed with 0x', `0x${SEED}`],
  ['a key inside an event', FACT.replace('"v":1', `"privateKey":"${SEED}","v":1`)],
  [
    'a key behind a blank that makes an event not canonical',
    FACT.replace('"row":1', `"row": 1,"secretSeed":"${SEED}"`),
  ],
];

for (const [what, line] of LINES) {
  test(`of ${what} only length and hash are kept and told`, async () => {
    const { log, errors, kept } = await appended(`${line}\n${FACT}\n`);
    assert.equal(
      errors.map(({ code, at }) => [code, at]),
      [['KEY_MATERIAL', { file: 'in', line: 1 }]],
    );
    const entry = JSON.parse(kept[0] ?? '') as Record<string, unknown>;
    const sha256 = createHash('sha256').update(line).digest('hex');
    assert.equal([entry['bytes'], entry['sha256'], entry['line']], [Buffer.byteLength(line), sha256, undefined]);
    assert.not.match(JSON.stringify([errors, kept]), /fac7959d|bottom|drive/);
    assert.is(await log.position(), 1);
  });
}

test('of the key files of a wallet nothing is kept, also where an encrypted one goes on behind a line break', async () => {
  const hotkeys = join(tempWallets(), 'test', 'hotkeys');
  for (const name of ['default', 'phrase', 'locked']) {
    const { kept } = await appended(readFileSync(join(hotkeys, name)));
    assert.ok(kept.every((line) => !('line' in (JSON.parse(line) as object))));
  }
  for (const head of ['$NACL', '$ANSIBLE_VAULT;1.1;AES256']) {
    const { errors, kept, log } = await appended(`${head}x\n3432`, `43\n${FACT}\nhello\n`);
    assert.is(errors.length, 3);
    assert.ok(kept.every((line) => line.includes('KEY_MATERIAL') && !line.includes('"line":"')));
    assert.is(await log.position(), 1);
  }
});

test('what is refused for another reason is kept as it came', async () => {
  const { errors, kept } = await appended(`hello\n{"publicKey":"0x${SEED}"}\n`);
  assert.equal(
    errors.map(({ code }) => code),
    ['NOT_JSON', 'NOT_AN_EVENT'],
  );
  assert.equal(
    kept.map((line) => (JSON.parse(line) as { line: string }).line),
    ['hello', `{"publicKey":"0x${SEED}"}`],
  );
});

test.run();
