import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLog } from '@subnet-scoring/adapters/directory';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { contextOf } from '../context.js';
import { processIo } from '../io.js';
import { emptyLog } from '../testing/temp-log.js';
import { patientLog } from './run-log.js';

const QUIET = { json: false, quiet: true, verbose: false, color: false };

/** A log that somebody else writes to, and what waits for it. */
const heldLog = async (patience?: { readonly tries: number; readonly pauseMs: number }) => {
  const cwd = await emptyLog();
  const opened = openLog(join(cwd, 'subnet-log'));
  if (opened._tag === 'Left') throw new Error(opened.left.found);
  const context = contextOf({ ...processIo(), cwd, env: {} }, QUIET);
  return { other: opened.right, withLog: patientLog(context, {}, patience) };
};

test('a log that somebody else writes to for a moment is waited for', async () => {
  const { other, withLog } = await heldLog({ tries: 1000, pauseMs: 5 });
  const position = withLog(async (log) => log.position());
  await sleep(50);
  await other.close();
  assert.is(await position, 0);
});

test('it is not waited for for ever', async () => {
  const { other, withLog } = await heldLog({ tries: 3, pauseMs: 5 });
  const error = await withLog(async (log) => log.position()).catch((reason: unknown) => reason);
  assert.match(String(error), /the log is in use: process \d+/);
  await other.close();
});

test('it is held for one use only', async () => {
  const { other, withLog } = await heldLog();
  await other.close();
  await withLog(async () => undefined);
  await withLog(async () => undefined);
});

test.run();
