import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { randomOf, shuffled, testSeed } from '../testing/random.js';
import { runCli, spawnCli } from '../testing/run-cli.js';
import { emptyLog, fixtureFacts, fixtureLog, sealedLog } from '../testing/temp-log.js';

const sealsIn = (cwd: string): string => readFileSync(join(cwd, 'subnet-log', 'seals.ndjson'), 'utf8');
const expectedSeals = (name: string): readonly string[] => {
  const { epochs } = JSON.parse(readFileSync(join(fixtureLog(name), 'expected.json'), 'utf8')) as {
    epochs: readonly { readonly seal: string }[];
  };
  return epochs.map(({ seal }) => seal);
};

for (const name of ['tiny', 'realistic']) {
  test(`${name}: shuffled, doubled and in several runs, the seals are the expected ones`, async () => {
    const random = randomOf(testSeed());
    const facts = fixtureFacts(name);
    const doubled = shuffled([...facts, ...facts.filter(() => random(4) === 0)], random);
    const cwd = await emptyLog();
    for (let at = 0; at < doubled.length; ) {
      const size = 1 + random(Math.ceil(doubled.length / 3));
      const input = `${doubled.slice(at, at + size).join('\n')}${random(2) === 0 ? '\n' : ''}`;
      const ran = await spawnCli(['log', 'append', '-'], { cwd, input });
      assert.is(ran.exit, 0, ran.stderr);
      at += size;
    }
    assert.is((await runCli(['log', 'seal', '--all'], { cwd })).exit, 0);
    assert.is(sealsIn(cwd), sealsIn(await sealedLog(name)));
    assert.equal(
      sealsIn(cwd)
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { seal: string }).seal),
      expectedSeals(name),
    );
  });
}

test('an export imported into an empty log gives equal seals, also when some epochs are still open', async () => {
  const cwd = await emptyLog();
  const copy = await emptyLog();
  writeFileSync(join(cwd, 'all'), `${fixtureFacts('tiny').join('\n')}\n`);
  await runCli(['log', 'append', 'all'], { cwd });
  await runCli(['log', 'seal', '--epoch', '0'], { cwd });
  const exported = await runCli(['log', 'export'], { cwd });
  assert.is(exported.exit, 0);
  writeFileSync(join(copy, 'facts'), exported.stdout);
  assert.is((await runCli(['log', 'import', 'facts', '--seal'], { cwd: copy })).exit, 0);
  await runCli(['log', 'seal', '--all'], { cwd });
  assert.is(sealsIn(copy), sealsIn(cwd));
  const again = await runCli(['log', 'import', 'facts', '--json'], { cwd: copy });
  assert.equal([again.exit, (JSON.parse(again.stdout) as { known: number }).known], [0, 63]);
});

test('append says what is durable, batch by batch, in canonical JSON', async () => {
  const cwd = await emptyLog();
  const [first = '', second = ''] = fixtureFacts('tiny');
  const ran = await spawnCli(['log', 'append', '-'], { cwd, input: `${first}\n${second}\n` });
  const acknowledged = ran.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { count: number; position: number });
  assert.is(
    acknowledged.reduce((sum, { count }) => sum + count, 0),
    2,
  );
  assert.is(acknowledged.at(-1)?.position, 2);
  assert.match(ran.stdout, /^\{"count":\d+,"position":\d+\}\n/);
  assert.is(ran.stderr, '');
});

test('a claim that differs: both values, its author, exit 1, and the seals stay', async () => {
  const cwd = await sealedLog();
  const before = sealsIn(cwd);
  const { openLog } = await import('@subnet-scoring/adapters/directory');
  const opened = openLog(join(cwd, 'subnet-log'));
  if (opened._tag === 'Left') throw new Error('the log does not open');
  const [claim = ''] = (await opened.right.claims(1 as never)).filter((line) => line.includes('"EpochScored"'));
  const by = '5FW5ZNFvf1g5rcU6wvWWqaXCRkzttaKNhzo8YFk2ScHcLHT9';
  const wrong = claim.replace('"by":"local"', `"by":"${by}"`).replace('"reason":"BARRED"', '"reason":"SCORED"');
  await opened.right.appendClaims(1 as never, [wrong]);
  await opened.right.close();
  for (const argv of [['replay'], ['validate', '--epoch', '1'], ['log', 'verify']]) {
    const ran = await runCli(argv, { cwd });
    assert.is(ran.exit, 1, argv.join(' '));
    const all = ran.stdout + ran.stderr;
    assert.match(all, new RegExp(`EpochScored by ${by}`));
    assert.match(all, /claimed {3}"SCORED"\n {2}replayed {2}"BARRED"/);
  }
  assert.is(sealsIn(cwd), before);
});

test('epochs that cannot be judged: 125 with what is missing, --unjudged goes on, replay ends with 125', async () => {
  const cwd = await emptyLog();
  const facts = fixtureFacts('tiny').filter((line) => !(line.includes('"epoch":0') && line.includes('"block":1110')));
  writeFileSync(join(cwd, 'facts'), `${facts.join('\n')}\n`);
  await runCli(['log', 'append', 'facts'], { cwd });
  const refused = await runCli(['log', 'seal', '--all'], { cwd });
  assert.is(refused.exit, 125);
  assert.match(refused.stderr, /MISSING: BlockFinalized at seedBlock 1110/);
  assert.is((await runCli(['plan', '--epoch', '0'], { cwd })).exit, 125);
  const preview = await runCli(['validate', '--epoch', '0'], { cwd });
  assert.is(preview.exit, 125);
  assert.match(preview.stdout, /unjudged, a preview[\s\S]*MISSING: BlockFinalized at seedBlock 1110/);
  const sealed = await runCli(['log', 'seal', '--all', '--unjudged'], { cwd });
  assert.is(sealed.exit, 0);
  assert.match(sealed.stdout, /epoch 0 .* unjudged .*\nepoch 1 .* judged/);
  const replayed = await runCli(['replay'], { cwd });
  assert.is(replayed.exit, 125);
  assert.match(replayed.stdout, /epoch 1 .* judged .* ok\n$/);
  assert.is((await runCli(['explain', '5DRE', '--epoch', '0'], { cwd })).exit, 125);
  assert.is((await runCli(['validate', '--epoch', '1'], { cwd })).exit, 0);
});

test('verify finds flipped bits, names the place, and ends with 12', async () => {
  const random = randomOf(testSeed() + 2);
  const files = ['log.json', 'seals.ndjson', 'segments/00000000.ndjson', 'segments/00000001.ndjson', 'journal.sums'];
  for (const file of files) {
    const cwd = await sealedLog();
    const path = join(cwd, 'subnet-log', file);
    const bytes = readFileSync(path);
    const at = random(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
    writeFileSync(path, bytes);
    const ran = await runCli(['log', 'verify'], { cwd });
    assert.is(ran.exit, 12, `${file} byte ${at}: ${ran.stdout}`);
    assert.match(ran.stdout, new RegExp(`^${file}(:\\d+)?.*: [A-Z_]+: expected .*, found `, 'm'));
    assert.match(ran.stdout, /broken\n$/);
  }
});

test('a torn tail is told, cut by the next writer, kept aside, and nothing is lost', async () => {
  const cwd = await emptyLog();
  const facts = fixtureFacts('tiny');
  await runCli(['log', 'append', '-'], { cwd, input: `${facts.slice(0, 40).join('\n')}\n` });
  appendFileSync(join(cwd, 'subnet-log', 'journal.ndjson'), '{"torn');
  const verified = await runCli(['log', 'verify'], { cwd });
  assert.is(verified.exit, 0);
  assert.match(verified.stdout, /notice: journal\.ndjson: 6 bytes at the end were never acknowledged/);
  const ran = await runCli(['log', 'append', '-'], { cwd, input: `${facts.slice(40).join('\n')}\n` });
  assert.is(ran.exit, 0);
  assert.match(ran.stderr, /notice: an end that was never acknowledged was cut and is kept as aside\//);
  assert.is((await runCli(['log', 'seal', '--all'], { cwd })).exit, 0);
  assert.is(sealsIn(cwd), sealsIn(await sealedLog()));
});

test('facts that were cut off: read-only, 12, and how many are missing', async () => {
  const cwd = await emptyLog();
  await runCli(['log', 'append', '-'], { cwd, input: `${fixtureFacts('tiny').join('\n')}\n` });
  const path = join(cwd, 'subnet-log', 'journal.ndjson');
  writeFileSync(path, readFileSync(path).subarray(0, -2000));
  const ran = await runCli(['log', 'verify'], { cwd });
  assert.is(ran.exit, 12);
  assert.match(ran.stdout, /acknowledged and missing: \d+ facts/);
  for (const argv of [
    ['validate', '--epoch', '0'],
    ['log', 'seal', '--all'],
    ['log', 'append', '-'],
    ['log', 'export'],
  ]) {
    assert.is((await runCli(argv, { cwd, input: '' })).exit, 12, argv.join(' '));
  }
});

test.run();
