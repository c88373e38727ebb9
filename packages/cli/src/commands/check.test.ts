import { copying, first, honest, ROUND, second, synthetic } from '@subnet-scoring/adapters/testing/sample-round';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkJson } from '../testing/check-json.js';
import { killWhen, startRound } from '../testing/round-outside.js';
import { type Outside, runCli } from '../testing/run-cli.js';

const EPOCH = ['--epoch', `${ROUND.epoch}`];
const OUTAGE = 10;

const outside = await startRound(OUTAGE);
const { mineTo, node, source } = outside;

const done = async (argv: readonly string[], at: Outside, exit = 0): Promise<string> => {
  const ran = await runCli(argv, at);
  assert.is(ran.exit, exit, `${argv.join(' ')}\n${ran.stderr}`);
  return ran.stdout;
};

/** Checks, and makes the block that it says it waits for, until nothing is left. */
const checkAll = async (at: Outside, by: string): Promise<void> => {
  for (let runs = 0; runs < 40; runs += 1) {
    const { exit, stderr } = await runCli(['check', ...EPOCH, '--hotkey', by], at);
    if (exit === 0) return;
    assert.is(exit, 125, stderr);
    const block = /run it again from block (\d+) on, or with --wait/.exec(stderr)?.[1];
    assert.ok(block !== undefined, stderr);
    mineTo(Number(block));
  }
  assert.unreachable('a check that never ends');
};

const exchange = async (from: Outside, to: Outside): Promise<void> => {
  const input = await done(['log', 'export'], from);
  await done(['log', 'append', '-'], { ...to, input });
};

test('three miners hand in, two validators check, and both seal the same: only the honest one is paid', async () => {
  const [one, two] = [await outside.newLog(), await outside.newLog()];
  for (const name of ['honest', 'synthetic', 'copying'] as const) outside.newMiner(name, one);

  const dry = await done(['miner', 'submit', 'honest', ...EPOCH, '-w', 'honest', '--dry-run'], one);
  assert.match(dry, /19103 +40 +40 +100 % +0 +0 +takes part/, dry);
  for (const name of ['honest', 'synthetic']) await done(['miner', 'submit', name, ...EPOCH, '-w', name], one);
  const head = node.head();
  const again = await done(['miner', 'submit', 'honest', ...EPOCH, '-w', 'honest', '--json'], one);
  checkJson('miner-submit', again);
  assert.equal(
    JSON.parse(again).steps.map(({ became }: { readonly became: string }) => became),
    ['there', 'there', 'there', 'there'],
  );
  assert.is(node.head(), head, 'nothing was sent twice');
  const copied = await runCli(['miner', 'submit', 'copying', ...EPOCH, '-w', 'copying'], one);
  assert.is(copied.exit, 12);
  assert.match(copied.stderr, 'WRONG_HEADER');
  await outside.force('copying');

  mineTo(210);
  const found = await done(['ingest', ...EPOCH, '--hotkey', first, '--json'], one);
  checkJson('ingest', found);
  assert.equal(
    JSON.parse(found).miners.map(({ hotkey, files, rows }: Record<string, unknown>) => [hotkey, files, rows]),
    [honest, synthetic, copying].map(({ hotkey }) => [hotkey, 2, 70]),
  );
  await done(['ingest', ...EPOCH, '--hotkey', second], two);
  assert.is((await runCli(['check', ...EPOCH, '--hotkey', first], one)).exit, 125, 'no seedBlock yet');

  mineTo(ROUND.seedBlock + 1);
  for (const at of [one, two]) await done(['ingest', ...EPOCH, '--chain-only'], at);
  const asked = source.requests();
  const isKilled = await killWhen(['check', ...EPOCH, '--hotkey', second], two, () => source.requests() > asked + 8);
  assert.ok(isKilled, 'killed in the middle of its looks');
  await checkAll(one, first);
  await checkAll(two, second);
  checkJson('check', await done(['check', ...EPOCH, '--hotkey', second, '--json'], two));

  mineTo(ROUND.evidenceBlock + 1);
  for (const at of [one, two]) await done(['ingest', ...EPOCH, '--chain-only'], at);
  await exchange(one, two);
  await exchange(two, one);
  const seals: string[] = [];
  for (const at of [one, two]) {
    await done(['log', 'seal', '--all'], at);
    const [{ hashes, miners }] = JSON.parse(await done(['validate', ...EPOCH, '--json'], at)).epochs;
    seals.push(hashes.seal);
    const paid = miners.filter(({ share }: { readonly share: string }) => share !== '0');
    assert.equal(
      paid.map(({ hotkey }: { readonly hotkey: string }) => hotkey),
      [honest.hotkey],
    );
    const reasonOf = (hotkey: string) =>
      miners.find((miner: { readonly hotkey: string }) => miner.hotkey === hotkey)?.reason;
    assert.is(reasonOf(synthetic.hotkey), 'SYNTHETIC');
    assert.is(reasonOf(copying.hotkey), 'HASH_MISMATCH');
  }
  assert.is(seals[0], seals[1]);
});

test.after(() => outside.close());

test.run();
