import { strict as assert } from 'node:assert';
import type { LogHeader } from '@subnet-scoring/core';
import type { EventLog } from '../ports.js';
import { appendCases } from './contract-append.js';
import { type LogCase, readSegmentText } from './contract-case.js';
import { sealCases } from './contract-seal.js';
import { sampleHeader } from './sample.js';

/** A new, empty log, and how to close it and open it again where it outlives its process. */
export interface LogUnderTest {
  readonly log: EventLog;
  readonly reopen?: () => Promise<EventLog>;
}

/** One promise of the port, to be run by any test runner. */
export interface ContractCase {
  readonly name: string;
  readonly run: () => Promise<void>;
}

const stateOf = async (log: EventLog): Promise<unknown> => {
  const open = await log.openEpochs();
  const seals = await log.seals();
  return {
    open,
    seals,
    position: await log.position(),
    refusals: await log.refusals(),
    lines: await Promise.all(open.map(({ epoch }) => log.readOpen(epoch))),
    segments: await Promise.all(seals.map(({ epoch }) => readSegmentText(log, epoch))),
    signatures: await Promise.all(seals.map(({ epoch }) => log.readSignatures(epoch))),
    claims: await Promise.all(seals.map(({ epoch }) => log.claims(epoch))),
    records: await Promise.all((await log.recordEpochs()).map((epoch) => log.records(epoch))),
    snapshots: await Promise.all(
      seals.map(async ({ epoch }) => Buffer.from((await log.snapshot(epoch)) ?? []).toString('hex')),
    ),
  };
};

/** What a case did is still there when the log was closed and opened again, and nothing else. */
const withReopen = (make: (header: LogHeader) => Promise<LogUnderTest>, { name, run }: LogCase): ContractCase => ({
  name,
  run: async () => {
    const { log, reopen } = await make(sampleHeader);
    await run(log);
    const before = await stateOf(log);
    const check = await log.check();
    assert.deepEqual(check.findings, []);
    assert.equal(check.missing, 0);
    assert.equal(check.refused, (await log.refusals()).length);
    await log.close();
    await log.close(); // twice is as good as once
    if (reopen === undefined) return;
    const again = await reopen();
    assert.deepEqual(await stateOf(again), before);
    assert.deepEqual(again.header, sampleHeader);
    assert.deepEqual((await again.check()).findings, []);
    await again.close();
  },
});

/**
 * What every EventLog promises. An adapter runs all of it in its tests:
 *
 *   for (const { name, run } of eventLogContract(makeLog)) test(name, run);
 */
export const eventLogContract = (make: (header: LogHeader) => Promise<LogUnderTest>): readonly ContractCase[] =>
  [...appendCases, ...sealCases].map((item) => withReopen(make, item));
