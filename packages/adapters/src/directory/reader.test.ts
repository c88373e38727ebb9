import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkLogAt, openLog } from './index.js';

const READS = 80;
const WRITER = fileURLToPath(new URL('../testing/append-until-killed.js', import.meta.url));

const readWhileWritten = async (directory: string): Promise<void> => {
  let last = 0;
  for (let i = 0; i < READS; i += 1) {
    const opened = openLog(directory, { readOnly: true });
    assert.ok(E.isRight(opened));
    const position = await opened.right.position();
    assert.ok(position >= last, `${position} after ${last}`);
    last = position;
    const epochs = await opened.right.openEpochs();
    for (const { epoch, lines } of epochs) assert.is((await opened.right.readOpen(epoch)).length, lines);
    await opened.right.close();
    if (i % 40 === 39) assert.equal((await checkLogAt(directory)).findings, []);
    await setTimeout(2);
  }
};

test('who reads a log while another process appends and seals never sees damage', async () => {
  const directory = mkdtempSync(`${tmpdir()}/log-reader-`);
  const child = spawn(process.execPath, [WRITER, directory, '3'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.stdout.resume();
  try {
    await readWhileWritten(directory);
  } finally {
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('close', resolve));
    rmSync(directory, { recursive: true });
  }
});

test.run();
