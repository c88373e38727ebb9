import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Played, playedWords, playOnce } from '../testing/play-run.js';
import { runCli } from '../testing/run-cli.js';
import { COMMIT_REVEAL, RATE_LIMIT, START } from '../testing/run-subnet.js';
import { type RunWorld, startWorld, type WorldOptions } from '../testing/run-world.js';
import { tempDirectory } from '../testing/temp-log.js';

/** The evidence of epoch 0 is over: what is left to do begins with the seal. */
const startLate = async (options: WorldOptions = {}): Promise<RunWorld> => {
  const world = await startWorld(options);
  world.mineTo(260);
  return world;
};

const kinds = ({ steps }: Played): readonly string[] => steps.map(({ step }) => step).filter((step) => step !== 'wait');

test('with --once it goes from wait to wait, ends with 0, and sends weights once', async () => {
  const world = await startWorld();
  const played = await playOnce(world);
  assert.is(played.exit, 0, playedWords(played));
  assert.equal(kinds(played), [
    'open',
    'ingest',
    'ingest',
    'check',
    'seal',
    'planWeights',
    'applyWeights',
    'publishResult',
    'done',
  ]);
  const again = await playOnce(world);
  assert.is(again.exit, 0, playedWords(again));
  assert.match(again.stderr, /publishResult: 0 objects sent/);
  assert.is(world.sends(), 1);
  assert.is((await runCli(['log', 'verify'], world.at)).exit, 0);
  await world.close();
});

test('a window that was missed is told, and stops nothing', async () => {
  const world = await startLate({ spec: 293, writes: [COMMIT_REVEAL] });
  const committed = await playOnce(world, { until: 267 });
  assert.is(committed.exit, 125, playedWords(committed));
  assert.equal(kinds(committed).slice(-2), ['applyWeights', 'publishResult']);
  world.node.mine(100);
  const late = await playOnce(world);
  assert.is(late.exit, 0, playedWords(late));
  assert.equal(kinds(late), ['reveal', 'publishResult', 'done']);
  assert.match(late.stderr, /warning: epoch 0 was not revealed: its window is over, and the former weights stand\n/);
  assert.is(world.sends(), 1);
  await world.close();
});

test('a rate limit is waited for, and the plan that got too old meanwhile is made anew', async () => {
  const world = await startLate({ writes: [RATE_LIMIT] });
  const played = await playOnce(world);
  assert.is(played.exit, 0, playedWords(played));
  assert.match(playedWords(played), /applyWeights: not yet: RATE_LIMIT: .* again in block 285/);
  assert.match(playedWords(played), /wait: for block 284\napplyWeights: to be planned anew: STALE: .*\nplanWeights: /);
  assert.is(world.sends(), 1);
  await world.close();
});

test('an extrinsic that got lost is waited for, and then a new plan is sent', async () => {
  const world = await startLate();
  world.node.setFaults({ poolStatus: 'dropped' });
  const lost = await playOnce(world);
  assert.is(lost.exit, 125, playedWords(lost));
  assert.match(lost.stderr, /left the pool/);
  world.node.setFaults({});
  const unsettled = await playOnce(world, { until: 0 });
  assert.is(unsettled.steps.at(-1)?.fromBlock, world.node.head() + 1, playedWords(unsettled));
  world.node.mine(65);
  const sent = await playOnce(world);
  assert.is(sent.exit, 0, playedWords(sent));
  assert.match(playedWords(sent), /applyWeights: to be planned anew: STALE: .*\nplanWeights: .*\napplyWeights: sent\n/);
  assert.is(world.sends(), 2);
  await world.close();
});

test('an epoch that somebody sealed unjudged is published, and no weights are sent', async () => {
  const world = await startWorld();
  await playOnce(world, { until: 260 });
  assert.is((await runCli(['log', 'seal', '--epoch', '0', '--unjudged'], world.at)).exit, 0);
  const played = await playOnce(world);
  assert.is(played.exit, 0, playedWords(played));
  assert.equal(kinds(played), ['publishResult', 'done']);
  assert.is(world.sends(), 0);
  await world.close();
});

test('rules that came too late are told with the seal, and why there is nothing to send', async () => {
  const world = await startLate({ rulesBlock: START });
  const played = await playOnce(world);
  assert.is(played.exit, 125, playedWords(played));
  assert.equal(kinds(played), ['open', 'seal']);
  const [late = '', none] = played.steps.at(-1)?.warnings ?? [];
  assert.match(
    late,
    /^epoch 0: MechanismActivated of zipcode-race has no effect: its block 200 is not before startBlock/,
  );
  assert.is(none, 'epoch 0: it has no weights: no mechanism is in force');
  assert.match(played.stderr, /warning: epoch 0: MechanismActivated of zipcode-race has no effect/);
  await world.close();
});

test('a subnet with timelocked commits: it says how to send the plan, and goes on', async () => {
  const world = await startLate({ writes: [COMMIT_REVEAL] });
  const played = await playOnce(world);
  assert.is(played.exit, 0, playedWords(played));
  assert.match(played.stderr, /nothing was sent: see `subnet-cli weights apply .*epoch-00000000\.plan`/);
  assert.is(world.sends(), 0);
  await world.close();
});

for (const [name, calendar, says] of [
  [
    'evidence that ends behind the next endBlock',
    ['--epoch-blocks', '9'],
    /would end 5 blocks behind the endBlock of the next one/,
  ],
  ['a seed too near', ['--epoch-blocks', '100', '--seed-delay', '9'], /--seed-delay 9 is less than 10 blocks/],
  ['no time to look', ['--epoch-blocks', '100', '--exchange-blocks', '49'], /no time is left to look rows up/],
] as const) {
  test(`a calendar is refused before anything is asked: ${name}`, async () => {
    const argv = ['run', '--epochs', '0..0', '--zipcodes', 'zipcodes.csv', '--first-block', '200', ...calendar];
    const ran = await runCli(argv, { cwd: tempDirectory() });
    assert.is(ran.exit, 2);
    assert.match(ran.stderr, says);
  });
}

test.run();
