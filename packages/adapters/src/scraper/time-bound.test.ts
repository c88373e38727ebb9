import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withinMs } from './time-bound.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const aborted = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve('at once');
    signal.addEventListener('abort', () => resolve('in time'));
  });
const LONG_MS = 60_000;

test('a task is told when its time is over, whatever is collected meanwhile', async () => {
  const found = withinMs(100, new AbortController().signal, aborted);
  collect();
  assert.is(await found, 'in time');
});

test('a task is told when the other signal fires, and at once when it has', async () => {
  const outer = new AbortController();
  const found = withinMs(LONG_MS, outer.signal, aborted);
  collect();
  outer.abort();
  assert.is(await found, 'in time');
  assert.is(await withinMs(LONG_MS, outer.signal, aborted), 'at once');
});

test('a task that is done leaves nothing behind', async () => {
  assert.is(await withinMs(LONG_MS, new AbortController().signal, async () => 'done'), 'done');
  const failed = withinMs(LONG_MS, new AbortController().signal, async () => {
    throw new Error('it failed');
  });
  assert.is(await failed.catch(({ message }: Error) => message), 'it failed');
});

test.run();
