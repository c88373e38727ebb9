import { hash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EventLog } from '../ports.js';
import { crashFileSystem } from '../testing/crash-file-system.js';
import { deadOwner as owner } from '../testing/dead-owner.js';
import { diskWith, filesIn, withFileAs } from '../testing/disk-files.js';
import { rightOf } from '../testing/open-right.js';
import { sampleHeader, sampleRefused } from '../testing/sample.js';
import { createLog, openLog } from './index.js';

const DIRECTORY = 'log';
const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-11-20T23:00:00Z');
const MIB = 1_048_576;

const entries = async (log: EventLog): Promise<readonly Record<string, unknown>[]> =>
  (await log.refusals()).map((line) => JSON.parse(line));

const sha256 = (text: string): string => hash('sha256', text, 'hex');

test('each line carries the running sum of all before it', async () => {
  const fs = crashFileSystem();
  const log = rightOf(createLog(DIRECTORY, sampleHeader, { fs, owner, now: () => START_MS }));
  await log.refuse([sampleRefused('a'), sampleRefused('b')]);
  await log.close();
  const again = rightOf(openLog(DIRECTORY, { fs, owner, now: () => START_MS }));
  await again.refuse([sampleRefused('c')]);
  let previous = '';
  for (const line of await again.refusals()) {
    const { sum, ...rest } = JSON.parse(line);
    const body = line.replace(`,"sum":"${sum}"`, '');
    assert.equal(JSON.parse(body), rest);
    previous = sha256(`${previous}${body}\n`).slice(0, 16);
    assert.is(sum, previous);
  }
  assert.equal((await again.check()).findings, []);
});

test('a line beyond 1 MiB leaves its length, hash and reason', async () => {
  const fs = crashFileSystem();
  const log = rightOf(createLog(DIRECTORY, sampleHeader, { fs, owner, now: () => START_MS }));
  const long = 'x'.repeat(MIB + 1);
  const escaped = '\u0001'.repeat(MIB / 2); // short enough, but not in JSON
  await log.refuse([sampleRefused(long), sampleRefused(escaped), sampleRefused('short')]);
  const [first, second, third] = await entries(log);
  assert.is(first?.['line'], undefined);
  assert.is(first?.['bytes'], MIB + 1);
  assert.is(first?.['sha256'], sha256(long));
  assert.is(first?.['code'], 'NOT_JSON');
  assert.is(second?.['line'], undefined);
  assert.is(second?.['sha256'], sha256(escaped));
  assert.is(third?.['line'], 'short');
  assert.equal((await log.check()).findings, []);
});

test('beyond 64 MiB a day only length, hash and reason are kept; the next day begins anew, a restart does not', async () => {
  const fs = crashFileSystem();
  let nowMs = START_MS;
  const options = { fs, owner, now: () => nowMs };
  let log = rightOf(createLog(DIRECTORY, sampleHeader, options));
  const part = 'y'.repeat(MIB - 1024);
  await log.refuse(Array.from({ length: 64 }, () => sampleRefused(part)));
  await log.close();
  log = rightOf(openLog(DIRECTORY, options));
  const rest = 64 * 1024;
  await log.refuse([sampleRefused('z'.repeat(rest + 1)), sampleRefused('z'.repeat(rest)), sampleRefused('q')]);
  nowMs += DAY_MS;
  await log.refuse([sampleRefused('tomorrow')]);
  const kept = (await entries(log)).slice(64);
  assert.equal(
    kept.map(({ line }) => typeof line),
    ['undefined', 'string', 'undefined', 'string'],
  );
  assert.equal(
    kept.map(({ bytes }) => bytes),
    [rest + 1, rest, 1, 8],
  );
  assert.equal(
    kept.map(({ day }) => day),
    ['2026-11-20', '2026-11-20', '2026-11-20', '2026-11-21'],
  );
  assert.equal(
    kept.map((entry) => entry['kept']),
    [64 * (MIB - 1024), 64 * MIB, 64 * MIB, 8],
  );
  assert.is(kept[2]?.['sha256'], sha256('q'));
});

test('a torn line at the end is kept aside; a line whose LF was hit stays and is named', async () => {
  const fs = crashFileSystem();
  const log = rightOf(createLog(DIRECTORY, sampleHeader, { fs, owner, now: () => START_MS }));
  await log.refuse([sampleRefused('a'), sampleRefused('b')]);
  await log.close();
  const files = filesIn(fs, DIRECTORY);
  const bytes = files.get('refused.ndjson') ?? Buffer.alloc(0);
  const first = bytes.indexOf('\n') + 1;
  const torn = diskWith(withFileAs(files, 'refused.ndjson', bytes.subarray(0, first + 40)), DIRECTORY);
  const mended = rightOf(openLog(DIRECTORY, { fs: torn, owner }));
  assert.is((await mended.refusals()).length, 1);
  assert.match((await mended.check()).notices.join(), /^refused.ndjson: cut 40 bytes/);
  await mended.refuse([sampleRefused('c')]);
  assert.equal((await mended.check()).findings, []);

  const hit = Buffer.from(bytes);
  hit[hit.length - 1] = 11;
  const broken = rightOf(
    openLog(DIRECTORY, { fs: diskWith(withFileAs(files, 'refused.ndjson', hit), DIRECTORY), owner }),
  );
  assert.equal(
    (await broken.check()).findings.map(({ at }) => at),
    [{ file: 'refused.ndjson', line: 2 }],
  );
  await broken.refuse([sampleRefused('c')]);
  const check = await broken.check();
  assert.equal(
    check.findings.map(({ at }) => at),
    [{ file: 'refused.ndjson', line: 2 }],
  );
  assert.is(check.refused, 3);
});

test.run();
