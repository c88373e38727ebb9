import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { EpochNumber } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { crashFileSystem } from '../testing/crash-file-system.js';
import { stillClock as now, deadOwner as owner } from '../testing/dead-owner.js';
import { diskWith, filesIn, withFileAs } from '../testing/disk-files.js';
import { leftOf, rightOf } from '../testing/open-right.js';
import { sampleClaim, sampleFact, sampleHeader, sampleRefused, sampleSealed } from '../testing/sample.js';
import { createLog, type FileSystem, openLog } from './index.js';

const DIRECTORY = 'log';
const ONE = 1 as EpochNumber;
const newLog = () => {
  const fs = crashFileSystem();
  return { fs, log: rightOf(createLog(DIRECTORY, sampleHeader, { fs, owner, now })) };
};

test('a batch is one write and one sync of the journal, and of its sums, however long it is', async () => {
  const { fs, log } = newLog();
  for (const count of [1, 10, 1000]) {
    const before = fs.operations();
    await log.append(Array.from({ length: count }, (_, n) => sampleFact(1, n)));
    assert.is(fs.operations() - before, 4);
  }
});

test('a fact is written and synced before its sum is written', async () => {
  const order: string[] = [];
  const base = crashFileSystem();
  const names = new Map<number, string>();
  const fs: FileSystem = {
    ...base,
    open: (path, mode) => {
      const handle = base.open(path, mode);
      names.set(handle, path);
      return handle;
    },
    append: (handle, bytes) => {
      order.push(`append ${names.get(handle)}`);
      base.append(handle, bytes);
    },
    fdatasync: (handle) => {
      order.push(`sync ${names.get(handle)}`);
      base.fdatasync(handle);
    },
  };
  const log = rightOf(createLog(DIRECTORY, sampleHeader, { fs, owner, now }));
  order.length = 0;
  await log.append([sampleFact(1, 1)]);
  assert.equal(order, [
    'append log/journal.ndjson',
    'sync log/journal.ndjson',
    'append log/journal.sums',
    'sync log/journal.sums',
  ]);
});

test('lines of 298 bytes in batches of 1000 are appended at tens of thousands a second', async () => {
  const root = mkdtempSync(`${tmpdir()}/log-rate-`);
  const log = rightOf(createLog(`${root}/log`, sampleHeader));
  // No facts any more, but append looks at nothing but the end of a line.
  const lines = Array.from(
    { length: 40_000 },
    (_, n) => `${sampleFact(1, n).slice(0, 150)}${sampleFact(1, n).slice(-148)}`,
  );
  assert.is(lines[0]?.length, 298);
  const start = performance.now();
  for (let at = 0; at < lines.length; at += 1000) await log.append(lines.slice(at, at + 1000));
  const perSecond = Math.floor((lines.length * 1000) / (performance.now() - start));
  await log.close();
  rmSync(root, { recursive: true });
  assert.ok(perSecond > 10_000, `${perSecond} lines a second`);
});

test('a log is made once', async () => {
  const { fs, log } = newLog();
  await log.append([sampleFact(1, 1)]);
  await log.close();
  const error = leftOf(createLog(DIRECTORY, sampleHeader, { fs, owner }));
  assert.is(error.at.file, 'log.json');
  assert.is(await rightOf(openLog(DIRECTORY, { fs, owner })).position(), 1);
});

test('where there is no log, opening says so and leaves nothing behind', () => {
  const fs = crashFileSystem();
  for (const readOnly of [true, false]) {
    const error = leftOf(openLog(DIRECTORY, { fs, owner, readOnly }));
    assert.is(error.code, 'MISSING_FILE');
    assert.match(error.help, 'make the log');
  }
  assert.is(fs.operations(), 0);
});

test('facts without log.json are never overwritten by a new log', async () => {
  const { fs, log } = newLog();
  await log.append([sampleFact(1, 1)]);
  await log.close();
  const disk = diskWith(withFileAs(filesIn(fs, DIRECTORY), 'log.json', undefined), DIRECTORY);
  assert.is(leftOf(openLog(DIRECTORY, { fs: disk, owner })).code, 'MISSING_FILE');
  assert.is(leftOf(createLog(DIRECTORY, sampleHeader, { fs: disk, owner })).code, 'MISSING_FILE');
  assert.is(disk.size(`${DIRECTORY}/journal.ndjson`), sampleFact(1, 1).length + 1);
});

test('a log that is read refuses every change', async () => {
  const { fs, log } = newLog();
  await log.append([sampleFact(1, 1)]);
  const reader = rightOf(openLog(DIRECTORY, { fs, readOnly: true }));
  const before = fs.operations();
  const changes = [
    () => reader.append([sampleFact(1, 2)]),
    () => reader.refuse([sampleRefused('x')]),
    () => reader.appendClaims(ONE, [sampleClaim(1, 1)]),
    () => reader.seal(sampleSealed(sampleHeader, undefined, 1, [sampleFact(1, 1)])),
  ];
  for (const change of changes) {
    const error: unknown = await change().catch((reason: unknown) => reason);
    assert.ok(error instanceof Error && error.message.includes('read-only'));
  }
  assert.is(fs.operations(), before);
  await reader.close();
  await log.append([sampleFact(1, 2)]);
});

test('a reader keeps what it opened while the writer seals', async () => {
  const { fs, log } = newLog();
  await log.append([sampleFact(1, 1), sampleFact(2, 1)]);
  const reader = rightOf(openLog(DIRECTORY, { fs, readOnly: true }));
  await log.seal(sampleSealed(sampleHeader, undefined, 1, [sampleFact(1, 1)]));
  assert.equal(await reader.readOpen(ONE), [sampleFact(1, 1)]);
  assert.equal(await reader.readOpen(2 as EpochNumber), [sampleFact(2, 1)]);
  assert.equal(await reader.seals(), []);
});

test('after a write that failed the log takes nothing until it is opened again, and then nothing is missing', async () => {
  for (let at = 1; at <= 4; at += 1) {
    const { fs, log } = newLog();
    await log.append([sampleFact(1, 1)]);
    const full = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
    fs.failAt(fs.operations() + at, full);
    assert.is(await log.append([sampleFact(1, 2)]).catch((error: unknown) => error), full);
    const next: unknown = await log.append([sampleFact(1, 3)]).catch((error: unknown) => error);
    assert.ok(next instanceof Error && next.message.includes('open it again') && next.cause === full);
    await log.close();
    const again = rightOf(openLog(DIRECTORY, { fs, owner }));
    assert.equal((await again.check()).findings, []);
    assert.is((await again.readOpen(ONE))[0], sampleFact(1, 1));
    await again.append([sampleFact(1, 4)]);
  }
});

test('a bit that flips while the log is open is never sealed', async () => {
  const { fs, log } = newLog();
  await log.append([sampleFact(1, 1), sampleFact(1, 2), sampleFact(2, 1)]);
  const files = filesIn(fs, DIRECTORY);
  const flipped = (files.get('journal.ndjson') ?? Buffer.alloc(0)).toString().replace('"row":2', '"row":3');
  const handle = fs.open(`${DIRECTORY}/journal.ndjson`, 'append');
  fs.truncate(handle, 0);
  fs.append(handle, Buffer.from(flipped));
  const arrived = await log.readOpen(ONE);
  const error: unknown = await log
    .seal(sampleSealed(sampleHeader, undefined, 1, arrived))
    .catch((reason: unknown) => reason);
  assert.ok(error instanceof Error && 'code' in error && error.code === 'SUM_MISMATCH');
  assert.equal(await log.seals(), []);
  assert.equal(
    (await log.check()).findings.map(({ at }) => at),
    [{ file: 'journal.ndjson', line: 2 }],
  );
});

test('a closed log refuses work', async () => {
  const { log } = newLog();
  await log.close();
  await log.close();
  const error: unknown = await log.append([sampleFact(1, 1)]).catch((reason: unknown) => reason);
  assert.ok(error instanceof Error && error.message.includes('closed'));
});

test('sealed segments are not read when a log is opened', async () => {
  const { fs, log } = newLog();
  await log.append([sampleFact(1, 1), sampleFact(2, 1)]);
  await log.seal(sampleSealed(sampleHeader, undefined, 1, [sampleFact(1, 1)]));
  await log.close();
  const opened: string[] = [];
  const watching: FileSystem = {
    ...fs,
    open: (path, mode) => {
      opened.push(path);
      return fs.open(path, mode);
    },
  };
  assert.ok(E.isRight(openLog(DIRECTORY, { fs: watching, owner })));
  assert.not.ok(
    opened.some((path) => /segments\/.*\.(ndjson|sigs)$/.test(path)),
    opened.join(),
  );
  const journal = opened.filter((path) => path.endsWith('journal.ndjson'));
  assert.is(journal.length, 2); // read once, then held for appends
});

test.run();
