import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Io, Out } from '../io.js';
import { startProgress } from './progress.js';

const io = (isTTY: boolean) => {
  const written: string[] = [];
  let clock = 0;
  const out: Out = { isTTY, columns: 60, write: async (text) => void written.push(text), isClosed: () => false };
  const at = (ms: number): void => {
    clock = ms;
  };
  const outside = { stdout: out, stderr: out, env: {}, cwd: '.', now: () => clock } as unknown as Io;
  return { outside, written, at };
};

const WORK = { label: 'replay', total: 1000, unit: 'facts' };

test('short work shows nothing', async () => {
  const { outside, written, at } = io(true);
  const progress = startProgress(outside, true, WORK);
  at(399);
  progress.update(999);
  await progress.end();
  assert.equal(written, []);
});

test('long work shows a bar within the terminal and takes it away again', async () => {
  const { outside, written, at } = io(true);
  const progress = startProgress(outside, true, WORK);
  at(400);
  progress.update(250);
  at(450);
  progress.update(260);
  await progress.end();
  assert.is(written.length, 2);
  assert.match(written[0] ?? '', /replay \[======\s+\] 25 %/);
  assert.is((written[0] ?? '').length <= 60 + '\r\u001b[2K'.length, true);
  assert.is(written[1], '\r\u001b[2K');
});

test('without a terminal, under --quiet and without work there is none', async () => {
  for (const [isTTY, wanted, total] of [
    [false, true, 1000],
    [true, false, 1000],
    [true, true, 0],
  ] as const) {
    const { outside, written, at } = io(isTTY);
    const progress = startProgress(outside, wanted, { ...WORK, total });
    at(5000);
    progress.update(500);
    await progress.end();
    assert.equal(written, []);
  }
});

test.run();
