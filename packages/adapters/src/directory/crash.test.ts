import type { EpochNumber, Seal } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EventLog } from '../ports.js';
import { Crash, type CrashFileSystem, crashFileSystem } from '../testing/crash-file-system.js';
import { stillClock as now, deadOwner as owner } from '../testing/dead-owner.js';
import { rightOf } from '../testing/open-right.js';
import {
  sampleClaim,
  sampleFact,
  sampleHeader,
  sampleRecord,
  sampleRefused,
  sampleSealed,
  sampleSigned,
} from '../testing/sample.js';
import { createLog, openLog } from './index.js';

const SEED = Number(process.env['TEST_SEED'] ?? 1);
const OUTCOMES = 4;
/** Of the second crashes one in so many is tried; another seed tries others. */
const SECOND_SHARE = 3;
const DIRECTORY = 'logs/one';

/** What the log acknowledged, and what it was doing when the machine stopped. */
interface Acknowledged {
  created: boolean;
  lines: string[];
  seals: Seal[];
  refused: string[];
  claims: string[];
  records: string[];
  appending: readonly string[];
  sealing: number | undefined;
}

const nothing = (): Acknowledged => ({
  created: false,
  lines: [],
  seals: [],
  refused: [],
  claims: [],
  records: [],
  appending: [],
  sealing: undefined,
});

const CLAIM_EPOCH = 1 as EpochNumber;
const facts = (epoch: number, from: number, count: number): string[] =>
  Array.from({ length: count }, (_, n) => sampleFact(epoch, from + n));

const seal = async (log: EventLog, ack: Acknowledged, epoch: number): Promise<void> => {
  const arrived = await log.readOpen(epoch as EpochNumber);
  const late = arrived.slice(-1);
  const seals = await log.seals();
  const sealed = sampleSealed(log.header, seals[seals.length - 1], epoch, arrived.slice(0, -1), {
    late: late.map(sampleRefused),
    claims: [sampleClaim(epoch, 1), sampleClaim(epoch, 2)],
  });
  ack.sealing = epoch;
  await log.seal(sealed);
  ack.sealing = undefined;
  ack.seals.push(sealed.seal);
  ack.refused.push(...late);
  if (epoch === CLAIM_EPOCH) ack.claims.push(sampleClaim(epoch, 1), sampleClaim(epoch, 2));
};

const append = async (log: EventLog, ack: Acknowledged, lines: readonly string[]): Promise<void> => {
  ack.appending = lines;
  const { position } = await log.append(lines, ack.lines.length);
  ack.appending = [];
  ack.lines.push(...lines);
  assert.is(position, ack.lines.length);
};

/** One of everything. */
const script = async (fs: CrashFileSystem, ack: Acknowledged): Promise<void> => {
  const log = rightOf(createLog(DIRECTORY, sampleHeader, { fs, owner, now }));
  ack.created = true;
  await append(log, ack, facts(1, 0, 3));
  await append(log, ack, [sampleSigned(1, 3)]);
  await append(log, ack, [...facts(1, 4, 2), ...facts(2, 0, 3), ...facts(1, 6, 2)]);
  await log.refuse([sampleRefused('{"no'), sampleRefused('json')]);
  ack.refused.push('{"no', 'json');
  await seal(log, ack, 1);
  await append(log, ack, facts(2, 3, 2));
  await log.appendClaims(CLAIM_EPOCH, [sampleClaim(1, 3)]);
  ack.claims.push(sampleClaim(1, 3));
  for (const n of [1, 2]) {
    await log.appendRecords(CLAIM_EPOCH, [sampleRecord(1, n)]);
    ack.records.push(sampleRecord(1, n));
  }
  await append(log, ack, facts(3, 0, 1));
  await seal(log, ack, 2);
  await append(log, ack, facts(3, 1, 4));
  await log.close();
};

const readAll = async (log: EventLog, epoch: EpochNumber): Promise<string[]> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of log.readSegment(epoch)) pieces.push(piece);
  return Buffer.concat(pieces).toString().split('\n').slice(0, -1);
};

const withoutSig = (line: string): string => line.replace(/,"sig":"[0-9a-f]+"/, '');

/** Everything acknowledged is there, in order, once; beyond it only a beginning of what was under way. */
const assertWhole = async (log: EventLog, ack: Acknowledged): Promise<void> => {
  const check = await log.check();
  assert.equal(check.findings, []);
  assert.is(check.missing, 0);
  const position = await log.position();
  const extra = position - ack.lines.length;
  assert.ok(extra >= 0 && extra <= ack.appending.length, `position ${position}, acknowledged ${ack.lines.length}`);
  const lines = [...ack.lines, ...ack.appending.slice(0, extra)];
  const seals = await log.seals();
  assert.equal(seals.slice(0, ack.seals.length), ack.seals);
  assert.ok(seals.length <= ack.seals.length + (ack.sealing === undefined ? 0 : 1));
  const refused = (await log.refusals()).map((line) => JSON.parse(line).line);
  for (const epoch of [1, 2, 3] as EpochNumber[]) {
    const taken = lines.filter((line) => line.includes(`"epoch":${epoch},`));
    if (seals.some((item) => item.epoch === epoch)) {
      assert.equal(await log.readOpen(epoch), []);
      assert.equal(await readAll(log, epoch), taken.slice(0, -1).map(withoutSig));
      assert.ok(refused.includes(taken[taken.length - 1]));
      const signed = taken.filter((line) => line.includes('"sig"')).length;
      assert.is((await log.readSignatures(epoch)).length, signed);
      assert.is(Buffer.from((await log.snapshot(epoch)) ?? []).toString(), `state after ${epoch}`);
    } else {
      assert.equal(await log.readOpen(epoch), taken);
    }
  }
  for (const line of ack.refused) assert.ok(refused.includes(line));
  const claims = await log.claims(CLAIM_EPOCH);
  assert.equal(claims.slice(0, ack.claims.length), ack.claims);
  assert.is(new Set(claims).size, claims.length);
  const records = await log.records(CLAIM_EPOCH);
  assert.equal(records.slice(0, ack.records.length), ack.records);
  assert.is(new Set(records).size, records.length);
};

/** The log goes on: it takes a fact, a refusal, a claim and a record, seals what it can, and is whole when it is opened again. */
const assertWorks = async (fs: CrashFileSystem, log: EventLog): Promise<void> => {
  const before = await log.position();
  assert.is((await log.append([sampleFact(9, 1), sampleFact(9, 2)], before)).position, before + 2);
  await log.refuse([sampleRefused('late')]);
  await log.appendClaims(CLAIM_EPOCH, [sampleClaim(1, 99)]);
  await log.appendRecords(CLAIM_EPOCH, [sampleRecord(1, 99)]);
  for (const { epoch } of await log.openEpochs()) await seal(log, nothing(), epoch);
  await log.close();
  const again = rightOf(openLog(DIRECTORY, { fs, owner, now }));
  const check = await again.check();
  assert.equal(check.findings, []);
  assert.is(await again.position(), before + 2);
  assert.equal(await again.openEpochs(), []);
  await again.close();
  assert.is(fs.size(`${DIRECTORY}/journal.ndjson`), 0);
  const extra = fs.list(DIRECTORY).filter((name) => name.endsWith('.new') || name.startsWith('lock'));
  assert.equal(extra, []);
};

const crashIn = async (fs: CrashFileSystem): Promise<Acknowledged> => {
  const ack = nothing();
  try {
    await script(fs, ack);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
  return ack;
};

/** Opens what a crash left; before the log was acknowledged there may be none, and then making it again completes it. */
const reopen = (fs: CrashFileSystem, ack: Acknowledged): EventLog => {
  const opened = openLog(DIRECTORY, { fs, owner, now });
  if (E.isRight(opened)) return opened.right;
  assert.is(ack.created, false, JSON.stringify(opened.left));
  assert.is(opened.left.code, 'MISSING_FILE', JSON.stringify(opened.left));
  return rightOf(createLog(DIRECTORY, sampleHeader, { fs, owner, now }));
};

/** Names the crash that a failure belongs to. */
const during = async (what: string, run: () => Promise<void>): Promise<void> => {
  try {
    await run();
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(`${what}, TEST_SEED=${SEED}: ${why}`);
  }
};

const complete = crashFileSystem();
await script(complete, nothing());
const OPERATIONS = complete.operations();

test(`a crash at each of ${OPERATIONS} operations loses nothing acknowledged (TEST_SEED=${SEED})`, async () => {
  for (let at = 1; at <= OPERATIONS + 1; at += 1) {
    for (let outcome = 0; outcome < OUTCOMES; outcome += 1) {
      const fs = crashFileSystem(at);
      const ack = await crashIn(fs);
      const disk = fs.restart(SEED * 1_000_003 + at * 101 + outcome);
      await during(`crash at operation ${at}, outcome ${outcome}`, async () => {
        const log = reopen(disk, ack);
        await assertWhole(log, ack);
        await assertWorks(disk, log);
      });
    }
  }
});

test(`a second crash while the log is mended loses nothing either (TEST_SEED=${SEED})`, async () => {
  for (let at = 1; at <= OPERATIONS; at += 1) {
    const seed = SEED * 7_000_003 + at * 103;
    const fs = crashFileSystem(at);
    const ack = await crashIn(fs);
    for (let second = 1; ; second += 1) {
      const disk = fs.restart(seed, second);
      let crashed = false;
      try {
        await reopen(disk, ack).close();
      } catch (error) {
        if (!(error instanceof Crash)) throw new Error(`crash at ${at}, then ${second}`, { cause: error });
        crashed = true;
      }
      if (!crashed) break;
      if ((at + second + SEED) % SECOND_SHARE !== 0) continue;
      const third = disk.restart(seed + second);
      await during(`crash at operation ${at}, then at ${second} of mending`, async () => {
        const log = reopen(third, ack);
        await assertWhole(log, ack);
        await assertWorks(third, log);
      });
    }
  }
});

test('reading a log that a crash left changes nothing and sees what was acknowledged', async () => {
  for (let at = 1; at <= OPERATIONS; at += 1) {
    const fs = crashFileSystem(at);
    const ack = await crashIn(fs);
    const disk = fs.restart(SEED * 31 + at);
    const opened = openLog(DIRECTORY, { fs: disk, readOnly: true });
    if (E.isLeft(opened)) {
      assert.is(ack.created, false);
      continue;
    }
    await during(`crash at operation ${at}`, () => assertWhole(opened.right, ack));
    assert.is(disk.operations(), 0);
  }
});

test.run();
