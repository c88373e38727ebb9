import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { play, playedWords, playOnce } from '../testing/play-run.js';
import { runCli } from '../testing/run-cli.js';
import { COMMIT_REVEAL, HOTKEYS, NETUID } from '../testing/run-subnet.js';
import { type RunWorld, startWorld } from '../testing/run-world.js';

const REVEAL = 267;

test('a commit is revealed while the next epoch runs, which was opened when it began; the last one is waited for', async () => {
  const world = await startWorld({ spec: 293, writes: [COMMIT_REVEAL], finalityBlocks: 3 });
  const played = await play(world, { epochs: '0..1' });
  assert.is(played.exit, 0, playedWords(played));
  const told = played.steps
    .filter(({ step }) => ['openNext', 'reveal', 'done'].includes(step))
    .map(({ epoch, block, step, says }) => `${epoch} ${block} ${step}: ${says.replace(/by the hash.*$/, '')}`);
  assert.equal(told, [
    '0 230 openNext: epoch 1 ',
    '0 261 done: nothing is left to do',
    '1 267 reveal: epoch 0 revealed in block 271',
    '1 309 reveal: epoch 1 revealed in block 313',
    '1 310 done: nothing is left to do',
  ]);
  assert.is(world.sends(), 4);
  const records = (await runCli(['log', 'export'], world.at)).stdout.match(/"call":"\w+"/g) ?? [];
  assert.equal(
    records.map((text) => text.slice('"call":"'.length, -1)),
    ['commit_weights', 'reveal_weights', 'commit_weights', 'reveal_weights'],
  );
  writeFileSync(join(world.at.cwd, 'zipcodes.csv'), 'zipcode,state,expected,tier\n08540,NJ,40,standard\n');
  const again = await playOnce(world, { epochs: '0..1' });
  assert.is(again.exit, 0, `what is sealed is not opened by another table: ${playedWords(again)}`);
  assert.is(world.sends(), 4);
  await world.close();
});

/** The evidence of epoch 0 is over, and its weights are committed. */
const startCommitted = async (): Promise<RunWorld> => {
  const world = await startWorld({ spec: 293, writes: [COMMIT_REVEAL] });
  world.mineTo(260);
  const committed = await playOnce(world, { until: REVEAL });
  assert.is(committed.steps.at(-1)?.fromBlock, REVEAL, playedWords(committed));
  world.mineTo(REVEAL);
  return world;
};

test('a reveal that the pool refuses is told, and tried again in the next block', async () => {
  const world = await startCommitted();
  world.node.setFaults({ poolRefusal: 'Custom error: 6' });
  const refused = await playOnce(world, { until: REVEAL + 2 });
  assert.is(refused.exit, 125, playedWords(refused));
  assert.equal(
    refused.steps.map(({ block, step, fromBlock }) => [block, step, fromBlock ?? 0]),
    [
      [REVEAL, 'reveal', 0],
      [REVEAL, 'publishResult', 0],
      [REVEAL, 'wait', REVEAL + 1],
      [REVEAL + 1, 'reveal', 0],
      [REVEAL + 1, 'publishResult', 0],
      [REVEAL + 1, 'wait', REVEAL + 2],
    ],
  );
  assert.match(
    refused.stderr,
    /warning: epoch 0 was not revealed: the chain refuses it: .*Custom error: 6; it is tried again until block 288\n/,
  );
  world.node.setFaults({});
  const taken = await playOnce(world);
  assert.is(taken.exit, 0, playedWords(taken));
  assert.match(taken.stderr, /reveal: epoch 0 revealed in block/);
  await world.close();
});

test('a reveal that the chain refuses until its window is over stops no later epoch', async () => {
  const world = await startCommitted();
  const permits = HOTKEYS.map(() => false);
  world.node.produce(() => ({
    initialize: (state) => state.set('subtensorModule', 'validatorPermit', [NETUID], permits),
  }));
  const played = await play(world, { epochs: '0..1' });
  const told = played.steps.map(({ epoch, step }) => `${epoch} ${step}`);
  assert.ok(told.includes('1 seal'), playedWords(played));
  const [first, check, last] = [told.indexOf('1 reveal'), told.indexOf('1 check'), told.lastIndexOf('1 reveal')];
  assert.ok(first < check && check < last, `what the epoch has to do comes between: ${playedWords(played)}`);
  assert.is(played.stderr.match(/the chain refuses it: SubtensorModule\.NeuronNoValidatorPermit/g)?.length, 1);
  assert.match(played.stderr, /warning: epoch 0 was not revealed: its window is over, and the former weights stand\n/);
  assert.is(played.exit, 13, `without a permit no weights of epoch 1 are sent: ${playedWords(played)}`);
  assert.match(played.stderr, /NO_PERMIT/);
  await world.close();
});

test.run();
