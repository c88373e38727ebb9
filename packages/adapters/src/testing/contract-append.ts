import { strict as assert } from 'node:assert';
import type { EpochNumber } from '@subnet-scoring/core';
import { isPositionConflict } from '../directory/failure.js';
import type { LogCase } from './contract-case.js';
import { sampleClaim, sampleFact, sampleHeader, sampleRecord, sampleRefused, sampleSigned } from './sample.js';

const ONE = 1 as EpochNumber;
const TWO = 2 as EpochNumber;

/** Promises about lines of open epochs, refused lines, claims and records. */
export const appendCases: readonly LogCase[] = [
  {
    name: 'a new log is empty and knows its header',
    run: async (log) => {
      assert.deepEqual(log.header, sampleHeader);
      assert.equal(await log.position(), 0);
      assert.deepEqual(await log.openEpochs(), []);
      assert.deepEqual(await log.seals(), []);
      assert.deepEqual(await log.refusals(), []);
      assert.deepEqual(await log.readOpen(ONE), []);
      assert.deepEqual(await log.claims(ONE), []);
      assert.deepEqual(await log.recordEpochs(), []);
      assert.deepEqual(await log.records(ONE), []);
      assert.equal(await log.snapshot(ONE), undefined);
    },
  },
  {
    name: 'append acknowledges the position behind the batch',
    run: async (log) => {
      assert.deepEqual(await log.append([sampleFact(1, 1)]), { position: 1, count: 1 });
      assert.deepEqual(await log.append([sampleFact(1, 2), sampleFact(2, 1)]), { position: 3, count: 2 });
      assert.deepEqual(await log.append([]), { position: 3, count: 0 });
      assert.equal(await log.position(), 3);
    },
  },
  {
    name: 'lines of an epoch come back as they came: in order, with signatures, twice when they came twice',
    run: async (log) => {
      const one = [sampleFact(1, 9), sampleSigned(1, 4), sampleFact(1, 2), sampleFact(1, 9)];
      const two = [sampleFact(2, 1), sampleFact(2, 0)];
      await log.append([one[0] ?? '', two[0] ?? '', one[1] ?? '']);
      await log.append([one[2] ?? '', one[3] ?? '', two[1] ?? '']);
      assert.deepEqual(await log.readOpen(ONE), one);
      assert.deepEqual(await log.readOpen(TWO), two);
    },
  },
  {
    name: 'open epochs are told in ascending order with their number of lines',
    run: async (log) => {
      await log.append([sampleFact(10, 1), sampleFact(9, 1), sampleFact(10, 2), sampleFact(100, 1)]);
      assert.deepEqual(await log.openEpochs(), [
        { epoch: 9, lines: 1 },
        { epoch: 10, lines: 2 },
        { epoch: 100, lines: 1 },
      ]);
    },
  },
  {
    name: 'an append that expects another position is refused whole',
    run: async (log) => {
      await log.append([sampleFact(1, 1)], 0);
      for (const expected of [0, 2, -1]) {
        await assert.rejects(log.append([sampleFact(1, 2)], expected), isPositionConflict);
      }
      assert.deepEqual(await log.readOpen(ONE), [sampleFact(1, 1)]);
      assert.deepEqual(await log.append([sampleFact(1, 2)], 1), { position: 2, count: 1 });
    },
  },
  {
    name: 'of two appends that expect one position, one is taken',
    run: async (log) => {
      const results = await Promise.allSettled([log.append([sampleFact(1, 1)], 0), log.append([sampleFact(1, 2)], 0)]);
      assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.equal(await log.position(), 1);
    },
  },
  {
    name: 'a batch with a text that is no fact line is a mistake of the caller, and nothing of it is taken',
    run: async (log) => {
      for (const text of ['', '{}', 'x', `${sampleFact(1, 1)}\n${sampleFact(1, 2)}`]) {
        await assert.rejects(log.append([sampleFact(1, 3), text]), TypeError);
      }
      assert.equal(await log.position(), 0);
      assert.deepEqual(await log.openEpochs(), []);
    },
  },
  {
    name: 'a large batch is taken whole',
    run: async (log) => {
      const lines = Array.from({ length: 5000 }, (_, n) => sampleFact(1 + (n % 3), n));
      assert.deepEqual(await log.append(lines), { position: 5000, count: 5000 });
      assert.deepEqual(
        await log.readOpen(TWO),
        lines.filter((_, n) => n % 3 === 1),
      );
    },
  },
  {
    name: 'what was refused is kept with its reason, oldest first',
    run: async (log) => {
      await log.refuse([]);
      await log.refuse([sampleRefused('{"broken'), sampleRefused('\u0000\ud800 "\\ é')]);
      const sha256 = 'ab'.repeat(32) as LogHash;
      await log.refuse([{ ...sampleRefused('x'.repeat(1024)), cut: { offset: 77, bytes: 2_000_000, sha256 } }]);
      const kept = (await log.refusals()).map((line) => JSON.parse(line) as Record<string, unknown>);
      assert.deepEqual(
        kept.map(({ code }) => code),
        ['NOT_JSON', 'NOT_JSON', 'NOT_JSON'],
      );
      assert.deepEqual(
        kept.map(({ at }) => at),
        Array(3).fill({ file: 'facts.ndjson', line: 3 }),
      );
      assert.equal(kept[0]?.['line'], '{"broken');
      assert.equal(kept[1]?.['line'], '\u0000\ud800 "\\ é');
      assert.equal(kept[2]?.['sha256'], sha256);
      assert.equal(kept[2]?.['bytes'], 2_000_000);
      assert.equal(kept[2]?.['offset'], 77);
      assert.equal(await log.position(), 0);
    },
  },
  {
    name: 'of a line whose text must not be kept, length and hash are kept without it',
    run: async (log) => {
      const sha256 = 'cd'.repeat(32) as LogHash;
      await log.refuse([{ ...sampleRefused('a secret'), cut: { bytes: 8, sha256 } }]);
      const [kept = ''] = await log.refusals();
      assert.equal(kept.includes('a secret'), false);
      const { bytes, line, offset, sha256: found } = JSON.parse(kept) as Record<string, unknown>;
      assert.deepEqual([bytes, line, offset, found], [8, undefined, undefined, sha256]);
    },
  },
  {
    name: 'claims of an epoch are kept in order, sealed or not',
    run: async (log) => {
      await log.appendClaims(ONE, [sampleClaim(1, 1)]);
      await log.appendClaims(ONE, []);
      await log.appendClaims(ONE, [sampleClaim(1, 3), sampleClaim(1, 2)]);
      assert.deepEqual(await log.claims(ONE), [sampleClaim(1, 1), sampleClaim(1, 3), sampleClaim(1, 2)]);
      assert.deepEqual(await log.claims(TWO), []);
    },
  },
  {
    name: 'records of an epoch are kept in order of arrival, each once, and change nothing else',
    run: async (log) => {
      assert.equal(await log.appendRecords(TWO, [sampleRecord(2, 1)]), 1);
      assert.equal(await log.appendRecords(ONE, []), 0);
      assert.equal(await log.appendRecords(ONE, [sampleRecord(1, 3), sampleRecord(1, 1), sampleRecord(1, 3)]), 2);
      assert.equal(await log.appendRecords(ONE, [sampleRecord(1, 1), sampleRecord(1, 2)]), 1);
      assert.deepEqual(await log.recordEpochs(), [ONE, TWO]);
      assert.deepEqual(await log.records(ONE), [sampleRecord(1, 3), sampleRecord(1, 1), sampleRecord(1, 2)]);
      assert.deepEqual(await log.records(TWO), [sampleRecord(2, 1)]);
      assert.equal(await log.position(), 0);
      assert.deepEqual(await log.openEpochs(), []);
    },
  },
];

type LogHash = typeof sampleHeader.genesis;
