import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { leftOf, rightOf } from '../testing/open-right.js';
import { sampleFact, sampleHeader } from '../testing/sample.js';
import { createLog, type LockOwner, openLog, thisProcess } from './index.js';

const root = mkdtempSync(`${tmpdir()}/log-lock-`);
let count = 0;
const newLog = async (): Promise<string> => {
  count += 1;
  const directory = `${root}/${count}`;
  await rightOf(createLog(directory, sampleHeader)).close();
  return directory;
};

const lockOf = (directory: string): string => `${directory}/lock`;

/** A process that has ended, so that its pid belongs to nobody. */
const deadPid = async (): Promise<number> => {
  const child = spawn(process.execPath, ['-e', '0']);
  await new Promise((resolve) => child.on('close', resolve));
  return child.pid ?? 0;
};

test('a second writer is told which process holds the log; readers are not kept out', async () => {
  const directory = await newLog();
  const log = rightOf(openLog(directory));
  const error = leftOf(openLog(directory));
  assert.is(error.at.file, 'lock');
  assert.match(error.found, `process ${process.pid} on ${hostname()}`);
  assert.is(leftOf(createLog(directory, sampleHeader)).at.file, 'lock');
  await log.append([sampleFact(1, 1)]);
  assert.is(await rightOf(openLog(directory, { readOnly: true })).position(), 1);
  await log.close();
  await rightOf(openLog(directory)).close();
});

test('the lock is gone when the log is closed', async () => {
  const directory = await newLog();
  assert.throws(() => readFileSync(lockOf(directory)), 'ENOENT');
});

test('the lock of a dead process of this host is taken over', async () => {
  const directory = await newLog();
  const dead = { host: hostname(), id: 'x', pid: await deadPid(), start: '' };
  writeFileSync(lockOf(directory), JSON.stringify(dead));
  const log = rightOf(openLog(directory));
  assert.is(JSON.parse(readFileSync(lockOf(directory), 'utf8')).pid, process.pid);
  assert.ok('left' in openLog(directory));
  await log.close();
});

test('a pid that was given to another process since is a dead one', async () => {
  const { start } = thisProcess();
  if (start === '') return; // this system does not say when a process was started
  const directory = await newLog();
  writeFileSync(lockOf(directory), JSON.stringify({ host: hostname(), pid: process.pid, start: 'another boot/1' }));
  await rightOf(openLog(directory)).close();
  writeFileSync(lockOf(directory), JSON.stringify({ host: hostname(), pid: process.pid, start }));
  assert.match(leftOf(openLog(directory)).found, String(process.pid));
});

test('a lock of another host stays, for nobody can see from here whether its process lives', async () => {
  const directory = await newLog();
  writeFileSync(lockOf(directory), JSON.stringify({ host: 'elsewhere', pid: 1, start: '' }));
  const error = leftOf(openLog(directory));
  assert.match(error.found, 'process 1 on elsewhere');
  assert.match(error.help, 'delete the lock');
});

test('a lock that a loss of power emptied is taken over', async () => {
  const directory = await newLog();
  for (const text of ['', '{"host":"a"', '\u0000\u0000\u0000', 'null']) {
    writeFileSync(lockOf(directory), text);
    await rightOf(openLog(directory)).close();
  }
});

test('who died while taking over is taken over too', async () => {
  const directory = await newLog();
  const pid = await deadPid();
  const owner: LockOwner = { ...thisProcess(), pid, isRunning: () => false };
  writeFileSync(lockOf(directory), JSON.stringify({ host: hostname(), pid, start: 'first' }));
  const fs = (await import('./node-file-system.js')).nodeFileSystem;
  const stopping = {
    ...fs,
    rename: () => {
      throw new Error('killed here');
    },
    remove: () => undefined,
  };
  assert.throws(() => openLog(directory, { owner, fs: stopping }), 'killed here');
  await rightOf(openLog(directory)).close();
});

test('of many processes that find one stale lock, one gets it', async () => {
  const directory = await newLog();
  const script = `
    import { openLog } from ${JSON.stringify(new URL('./index.js', import.meta.url).href)};
    process.stdout.write('ready\\n');
    process.stdin.once('data', () => {
      const opened = openLog(${JSON.stringify(directory)});
      process.stdout.write(opened._tag + '\\n');
    });`;
  for (let round = 0; round < 3; round += 1) {
    writeFileSync(lockOf(directory), JSON.stringify({ host: hostname(), pid: await deadPid(), start: '' }));
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const outputs = children.map(() => '');
    for (const [at, child] of children.entries()) {
      child.stdout.on('data', (data: Buffer) => {
        outputs[at] += data.toString();
      });
    }
    const heard = async (word: RegExp): Promise<void> => {
      while (!outputs.every((text) => word.test(text))) await setTimeout(5);
    };
    await heard(/ready/);
    for (const child of children) child.stdin.write('go\n');
    await heard(/Left|Right/);
    assert.is(outputs.filter((text) => text.includes('Right')).length, 1, JSON.stringify(outputs));
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(children.map((child) => child.exitCode ?? new Promise((resolve) => child.on('close', resolve))));
  }
});

test.after(() => rmSync(root, { recursive: true }));
test.run();
