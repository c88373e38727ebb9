import { honest, ROUND, synthetic } from '@subnet-scoring/adapters/testing/sample-round';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkJson } from '../testing/check-json.js';
import { startRound } from '../testing/round-outside.js';
import { type Outside, runCli } from '../testing/run-cli.js';

const EPOCH = ['--epoch', `${ROUND.epoch}`];
const VOTERS = 4;

const outside = await startRound(0, VOTERS);
test.after(() => outside.close());
const { mineTo } = outside;

const done = async (argv: readonly string[], at: Outside, exit = 0): Promise<string> => {
  const ran = await runCli(argv, at);
  assert.is(ran.exit, exit, `${argv.join(' ')}\n${ran.stdout}${ran.stderr}`);
  return ran.stdout;
};

/** Checks until nothing is left, and makes the blocks that it waits for. */
const checkAll = async (at: Outside): Promise<void> => {
  for (let runs = 0; runs < 20; runs += 1) {
    const { exit, stderr } = await runCli(['check', ...EPOCH], at);
    if (exit === 0) return;
    const block = /from block (\d+) on/.exec(stderr)?.[1];
    assert.ok(exit === 125 && block !== undefined, stderr);
    mineTo(Number(block));
  }
  assert.unreachable('a check that never ends');
};

/** What was exported of an epoch, without one look of somebody else. */
const hiding = (text: string, by: string): string => {
  const lines = text.trimEnd().split('\n');
  const at = lines.findIndex((line) => line.includes('"type":"SpotCheckPassed"') && line.includes(`"by":"${by}"`));
  assert.ok(at >= 0);
  return `${lines.filter((_, n) => n !== at).join('\n')}\n`;
};

test('three validators seal the same by commands alone, and one that hides a fact is named with it', async () => {
  const [hider, ...voters] = await Promise.all(Array.from({ length: VOTERS }, (_, n) => outside.newVoter(n)));
  const [one] = voters;
  if (hider === undefined || one === undefined) throw new Error('there are four');
  const each = async (argv: readonly string[], exit = 0): Promise<readonly string[]> => {
    const told: string[] = [];
    for (const at of voters) told.push(await done(argv, at, exit));
    return told;
  };
  for (const name of ['honest', 'synthetic'] as const) {
    outside.newMiner(name, one);
    await done(['miner', 'submit', name, ...EPOCH, '-w', name], one);
  }
  mineTo(210);
  await each(['ingest', ...EPOCH]);
  mineTo(ROUND.seedBlock + 1);
  await each(['ingest', ...EPOCH, '--chain-only']);
  for (const at of voters) await checkAll(at);

  await each(['publish', ...EPOCH, '--observations']);
  for (const argv of [
    ['ingest', ...EPOCH],
    ['check', ...EPOCH],
  ]) {
    const late = await runCli(argv, one);
    assert.is(late.exit, 2, late.stderr);
    assert.match(late.stderr, /are closed: its list of them was signed at block \d+/);
  }
  const taken = await each(['ingest', ...EPOCH, '--from-bundles']);
  for (const line of taken) assert.match(line, /new lines of 2 of 3 other validators/);
  assert.match((await each(['ingest', ...EPOCH, '--from-bundles']))[0] ?? '', /0 new lines of 2 of 3/);

  mineTo(ROUND.evidenceBlock + 1);
  await each(['ingest', ...EPOCH, '--chain-only']);
  const seals = await each(['log', 'seal', '--all']);
  assert.is(new Set(seals).size, 1, seals.join(''));
  const [{ miners }] = JSON.parse(await done(['validate', ...EPOCH, '--json'], one)).epochs;
  const reasons = new Map(miners.map(({ hotkey, reason }: Record<string, string>) => [hotkey, reason]));
  assert.equal([reasons.get(honest.hotkey), reasons.get(synthetic.hotkey)], ['SCORED', 'SYNTHETIC']);

  assert.match((await runCli(['consensus', ...EPOCH], one)).stdout, /cannot judge, 0 voices/);
  await each(['publish', ...EPOCH]);
  const agreed = await each(['consensus', ...EPOCH]);
  for (const text of agreed) assert.match(text, /agreed, by 3 voices with 80\.00 % of the stake/);

  const input = hiding(await done(['log', 'export'], one), one.hotkey);
  await done(['log', 'append', '-'], { ...hider, input });
  assert.not.ok(seals.includes(await done(['log', 'seal', '--all'], hider)));
  await done(['publish', ...EPOCH], hider);
  const differ = await done(['consensus', ...EPOCH], one, 1);
  assert.match(differ, /validators differ, among 4 voices/);
  assert.match(differ, new RegExp(`${hider.hotkey.slice(0, 4)}.* differs from `));
  assert.match(differ, new RegExp(`segment.ndjson:\\d+ {2}SpotCheckPassed at block \\d+ by ${one.hotkey}: only`));
  const { dissents } = checkJson('consensus', await done(['consensus', ...EPOCH, '--json'], hider, 1));
  assert.equal(
    (dissents as readonly { readonly hotkey: string }[]).map(({ hotkey }) => hotkey),
    [hider.hotkey],
    'whoever asks',
  );
});

test.run();
