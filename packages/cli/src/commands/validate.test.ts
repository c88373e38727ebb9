import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { type Seal, sealHash } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli } from '../testing/run-cli.js';
import { emptyLog, fixtureFacts, sealedLog } from '../testing/temp-log.js';

/** The facts of tiny, with the burn hotkey gone from the snapshot at epoch 0's evidenceBlock. */
const withoutBurn = fixtureFacts('tiny').map((line) =>
  line.includes('"block":1200') && line.includes('"epoch":0') && line.includes('MetagraphSnapshotTaken')
    ? line.replace(/"neurons":\[\{.*?\},/, '"neurons":[')
    : line,
);

test('the burn hotkey has no uid: judged, no vector, 125', async () => {
  const cwd = await emptyLog();
  await runCli(['log', 'append', '-'], { cwd, input: `${withoutBurn.join('\n')}\n` });
  const ran = await runCli(['validate', '--epoch', '0'], { cwd });
  assert.is(ran.exit, 125);
  assert.match(
    ran.stdout,
    /epoch 0 {2}judged[\s\S]*no weights: the burn hotkey is not in the snapshot at evidenceBlock/,
  );
  assert.match(ran.stderr, /epoch 0 has no weights: the burn hotkey is not in the snapshot at evidenceBlock/);
  const expected = await runCli(['validate', '--epoch', '0', '--expect', 'weights:000000000000'], { cwd });
  assert.is(expected.exit, 125);
  assert.match(expected.stderr, /weights: cannot be compared, the epoch has none/);
  assert.is((await runCli(['explain', '3', '--epoch', '0'], { cwd })).exit, 125);
  assert.is((await runCli(['explain', '5Gbg', '--epoch', '0'], { cwd })).exit, 0);
});

/** Writes a last seal that is well formed and not what the facts say. */
const forgeLastSeal = (cwd: string): void => {
  const path = join(cwd, 'subnet-log', 'seals.ndjson');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const seal = JSON.parse(lines.pop() ?? '') as Seal;
  const body = { ...seal, scores: 'a'.repeat(64) as Seal['scores'] };
  const forged = { ...body, seal: sealHash(nodeHost.sha256, body) };
  writeFileSync(path, `${[...lines, JSON.stringify(forged)].join('\n')}\n`);
};

test('a seal that is not the one the journal knows: 12, with both hashes', async () => {
  const cwd = await sealedLog();
  forgeLastSeal(cwd);
  for (const line of ['validate --epoch 1', 'replay', 'log verify']) {
    const ran = await runCli(line.split(' '), { cwd });
    assert.is(ran.exit, 12, line);
    if (line === 'log verify') continue;
    const wanted = /seals\.ndjson:2: SEAL_CHAIN: expected seal [0-9a-f]{64}, found seal [0-9a-f]{64}/;
    assert.match(ran.stderr, wanted);
  }
  // Not even an epoch before it: nobody should build on a log that was altered.
  assert.is((await runCli(['validate', '--epoch', '0'], { cwd })).exit, 12);
});

test('several epochs: the worst exit counts, --expect is about the last', async () => {
  const cwd = await sealedLog();
  const seal = '17fa238f6a44';
  assert.is((await runCli(['validate', '--epochs', '0..1', '--expect', seal], { cwd })).exit, 0);
  assert.is((await runCli(['validate', '--epochs', '0..0', '--expect', seal], { cwd })).exit, 1);
  assert.is((await runCli(['validate', '--epochs', '0..', '--expect', `scores:${seal}`], { cwd })).exit, 1);
});

test('the same result from the snapshot and from the first fact', async () => {
  const cwd = await sealedLog('realistic');
  const [full, quick] = await Promise.all([
    runCli(['replay', '--epochs', '305..305'], { cwd }),
    runCli(['replay', '--epochs', '305..305', '--from-snapshot'], { cwd }),
  ]);
  assert.is(full.stdout, quick.stdout);
  assert.match(full.stdout, /^epoch 305 .* ok\n$/);
});

test('an epoch that was sealed unjudged takes no facts, and nobody is advised to append any', async () => {
  const cwd = await emptyLog();
  const [opened = ''] = fixtureFacts('tiny').filter((line) => line.includes('"EpochOpened"'));
  await runCli(['log', 'append', '-'], { cwd, input: `${opened}\n` });
  const open = await runCli(['tiers', '--epoch', '0'], { cwd });
  assert.is(open.exit, 125);
  assert.match(open.stderr, /help: append what is missing/);
  await runCli(['log', 'seal', '--epoch', '0', '--unjudged'], { cwd });
  for (const command of [['tiers'], ['explain', '1']]) {
    const sealed = await runCli([...command, '--epoch', '0'], { cwd });
    assert.is(sealed.exit, 125);
    assert.match(sealed.stderr, /help: it is sealed so for good/);
  }
  assert.is((await runCli(['stats'], { cwd })).stdout, 'epoch 0, 0 of 1 judged\n');
});

test.run();
