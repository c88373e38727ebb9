import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EventLog } from '../ports.js';
import { readSegmentText } from '../testing/contract-case.js';
import { rightOf } from '../testing/open-right.js';
import { type Random, randomFrom } from '../testing/random.js';
import { checkLogAt, openLog } from './index.js';

const SEED = Number(process.env['TEST_SEED'] ?? 1);
const LANES = 2;
const LOGS = 10;
const KILLS_A_LOG = 5;
const KILL_WITHIN_MS = 30;

const root = mkdtempSync(`${tmpdir()}/log-kill-`);
const WRITER = `${root}/writer.mjs`;
// In one file it starts in half the time, and it is started a hundred times.
buildSync({
  entryPoints: [fileURLToPath(new URL('../testing/append-until-killed.js', import.meta.url))],
  outfile: WRITER,
  bundle: true,
  format: 'esm',
  platform: 'node',
});

/** What a writer said before it was killed. */
interface Said {
  readonly taken: number;
  readonly sealed: readonly number[];
}

const lastWhole = (text: string): readonly string[] => text.split('\n').slice(0, -1);

/** Starts a writer and kills it some time after its first word. */
const killWriter = (directory: string, random: Random): Promise<Said> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WRITER, directory, String(random(1_000_000))], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    let errors = '';
    child.stderr.on('data', (data: Buffer) => {
      errors += data.toString();
    });
    child.stdout.on('data', (data: Buffer) => {
      if (text === '') setTimeout(() => child.kill('SIGKILL'), random(KILL_WITHIN_MS));
      text += data.toString();
    });
    child.on('close', (_, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`the writer ended by itself: ${errors}`));
      const words = lastWhole(text).map((line) => line.split(' '));
      const numbers = (what: string): number[] => words.filter(([word]) => word === what).map(([, n]) => Number(n));
      resolve({ taken: Math.max(0, ...numbers('taken')), sealed: numbers('sealed') });
    });
  });

const rowsIn = (lines: readonly string[]): readonly number[] =>
  lines.map((line) => Number(/"row":(\d+)/.exec(line)?.[1]));

const isAscending = (rows: readonly number[]): boolean =>
  rows.every((row, at) => at === 0 || row > (rows[at - 1] ?? 0));

/** Every fact from the first to the last is there once, in the order it came. */
const assertComplete = async (log: EventLog): Promise<void> => {
  const position = await log.position();
  const seen = new Set<number>();
  const parts: (readonly string[])[] = [];
  for (const { epoch } of await log.seals()) parts.push((await readSegmentText(log, epoch)).split('\n').slice(0, -1));
  for (const { epoch } of await log.openEpochs()) parts.push(await log.readOpen(epoch));
  for (const part of parts) {
    const rows = rowsIn(part);
    assert.ok(isAscending(rows));
    for (const row of rows) seen.add(row);
  }
  assert.is(
    parts.reduce((sum, part) => sum + part.length, 0),
    position,
  );
  assert.is(seen.size, position);
};

const killAgainAndAgain = async (directory: string, random: Random): Promise<number> => {
  let kills = 0;
  const sealed = new Set<number>();
  for (; kills < KILLS_A_LOG; kills += 1) {
    const said = await killWriter(directory, random);
    const log = rightOf(openLog(directory)); // takes over the lock of the dead writer
    assert.ok((await log.position()) >= said.taken, `${await log.position()} of ${said.taken} acknowledged facts`);
    for (const epoch of said.sealed) sealed.add(epoch);
    const seals = new Set((await log.seals()).map((seal) => seal.epoch as number));
    for (const epoch of sealed) assert.ok(seals.has(epoch), `seal of epoch ${epoch}`);
    await assertComplete(log);
    await log.close();
  }
  return kills;
};

test(`${LANES * LOGS * KILLS_A_LOG} killed writers lose nothing acknowledged (TEST_SEED=${SEED})`, async () => {
  const lanes = Array.from({ length: LANES }, async (_, lane) => {
    const random = randomFrom(SEED * 1000 + lane);
    let kills = 0;
    for (let i = 0; i < LOGS; i += 1) kills += await killAgainAndAgain(`${root}/${lane}-${i}`, random);
    assert.equal((await checkLogAt(`${root}/${lane}-0`)).findings, []);
    return kills;
  });
  const kills = await Promise.all(lanes);
  assert.is(
    kills.reduce((sum, count) => sum + count, 0),
    LANES * LOGS * KILLS_A_LOG,
  );
});

test.after(() => rmSync(root, { recursive: true }));
test.run();
