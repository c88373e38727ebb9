import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fail, usageError } from '../cli-error.js';
import { contextOf } from '../context.js';
import type { ExitCode } from '../exit.js';
import { processIo } from '../io.js';
import { play, playedWords, playOnce } from '../testing/play-run.js';
import { type RunWorld, startWorld } from '../testing/run-world.js';
import { patiently, pauseAfter } from './run-patience.js';

const END = 230;
const SEED = 240;
const AWAY_MS = 4200; // longer than the chain client tries by itself

const context = contextOf(
  { ...processIo(), stderr: { ...processIo().stdout, write: async () => undefined } },
  { json: false, quiet: true, verbose: false, color: false },
);
const failing = (exit: ExitCode, code = 'X'): Error => fail({ exit, code, message: 'away' });

test('pauses grow and are bounded', () => {
  assert.equal([1, 2, 3, 6, 7, 8, 1000].map(pauseAfter), [1000, 2000, 4000, 32_000, 60_000, 60_000, 60_000]);
});

test('what passes is tried again, and after it got on the pauses begin anew', async () => {
  const failures = [failing(10), failing(15), failing(125, 'UNSETTLED'), failing(10)];
  const pauses: number[] = [];
  const exit = await patiently(
    context,
    async (gotOn) => {
      const [next] = failures.splice(0, 1);
      if (failures.length === 0) gotOn();
      if (next === undefined) return 0;
      throw next;
    },
    async (ms) => void pauses.push(ms),
  );
  assert.is(exit, 0);
  assert.equal(pauses, [1000, 2000, 4000, 1000]);
});

for (const exit of [1, 2, 11, 12, 13, 16, 70, 125] as const) {
  test(`what ends with ${exit} needs a person`, async () => {
    const error = exit === 2 ? usageError('no') : failing(exit);
    const ended = await patiently(
      context,
      () => Promise.reject(error),
      async () => assert.unreachable(),
    ).catch((reason: unknown) => reason);
    assert.is(ended, error);
  });
}

const bucketAway = ({ peer }: RunWorld, times: number): void =>
  peer.faults.add({ on: 'ListObjectVersions', times, fault: { kind: 'status', status: 503, code: 'SlowDown' } });

test('with --once a bucket that is away ends it with 10', async () => {
  const world = await startWorld();
  await playOnce(world, { until: END });
  world.node.mine(END - world.node.head());
  bucketAway(world, 4);
  const played = await playOnce(world);
  assert.is(played.exit, 10, playedWords(played));
  await world.close();
});

test('a bucket and a node that are away for a while are told and outlasted', async () => {
  const world = await startWorld();
  const played = await play(world, {
    meanwhile: async (fromBlock) => {
      if (fromBlock === END) bucketAway(world, 5);
      if (fromBlock === SEED + 1) await world.restartNode(AWAY_MS);
    },
  });
  assert.is(played.exit, 0, playedWords(played));
  assert.match(played.stderr, /warning: SlowDown: .*\n {2}again in 1 s\n/);
  assert.match(played.stderr, /warning: NETWORK: .*\n {2}again in \d s\n/);
  assert.is(world.sends(), 1);
  await world.close();
});

test.run();
