import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { newPace } from './pace.js';

/** A pace whose clock is moved by its own pauses. */
const paceWith = (perSecond: number) => {
  let nowMs = 0;
  const slept: number[] = [];
  const sleep = async (ms: number, signal: AbortSignal): Promise<void> => {
    if (signal.aborted) throw new Error('aborted');
    slept.push(ms);
    nowMs += ms;
  };
  const pace = newPace({ perSecond, burst: 1, concurrency: 1 }, { nowMs: () => nowMs, sleep });
  return { pace, slept };
};
const patient = new AbortController().signal;
const aborted = AbortSignal.abort();

test('who gives up takes no turn from who comes behind', async () => {
  const { pace, slept } = paceWith(2);
  await pace.nextToken(patient);
  for (let i = 0; i < 5; i += 1) await pace.nextToken(aborted).catch(() => undefined);
  await pace.nextToken(patient);
  assert.equal(slept, [500]);
});

test('a very slow pace waits, and does not turn into a fast one', async () => {
  const { pace, slept } = paceWith(1e-300);
  await pace.nextToken(patient);
  await pace.nextToken(patient);
  assert.equal(slept, [2 ** 31 - 1]);
});

test('a task that fails makes room for the next one', async () => {
  const { pace } = paceWith(1);
  const tasks = [
    pace.inTurn(async () => {
      throw new Error('it failed');
    }),
    pace.inTurn(async () => 'done'),
  ];
  assert.equal(
    (await Promise.allSettled(tasks)).map(({ status }) => status),
    ['rejected', 'fulfilled'],
  );
});

test.run();
