import { strict as assert } from 'node:assert';
import { type EpochNumber, type Hash32, headerHash, pureHost, segmentHash } from '@subnet-scoring/core';
import { isDataFailure } from '../directory/failure.js';
import type { EventLog, SealedEpoch } from '../ports.js';
import { type LogCase, readSegmentText, sealAll } from './contract-case.js';
import { sampleClaim, sampleFact, sampleHeader, sampleRefused, sampleSealed, sampleSigned } from './sample.js';

const ONE = 1 as EpochNumber;
const TWO = 2 as EpochNumber;
const OTHER = 'ee'.repeat(32) as Hash32;

const withSeal = (sealed: SealedEpoch, change: Partial<SealedEpoch['seal']>): SealedEpoch => ({
  ...sealed,
  seal: { ...sealed.seal, ...change },
});

const isSealedEpoch = (error: unknown): boolean => isDataFailure(error) && error.code === 'SEALED_EPOCH';

const refusedCodes = async (log: EventLog): Promise<readonly unknown[]> =>
  (await log.refusals()).map((line) => (JSON.parse(line) as Record<string, unknown>)['line']);

/** Promises about sealing. */
export const sealCases: readonly LogCase[] = [
  {
    name: 'a sealed epoch leaves the open ones, with everything that belongs to it',
    run: async (log) => {
      const arrived = [sampleFact(1, 2), sampleSigned(1, 3), sampleFact(1, 1), sampleFact(1, 2)];
      await log.append([...arrived, sampleFact(2, 1), sampleFact(1, 8)]);
      const sealed = sampleSealed(sampleHeader, undefined, 1, arrived, {
        late: [sampleRefused(sampleFact(1, 8))],
        claims: [sampleClaim(1, 1)],
        snapshot: Uint8Array.of(0, 255, 10, 0),
      });
      await log.seal(sealed);
      assert.deepEqual(await log.seals(), [sealed.seal]);
      assert.deepEqual(await log.openEpochs(), [{ epoch: 2, lines: 1 }]);
      assert.deepEqual(await log.readOpen(ONE), []);
      assert.deepEqual(await log.readOpen(TWO), [sampleFact(2, 1)]);
      assert.equal(await log.position(), 6);
      const text = await readSegmentText(log, ONE);
      assert.equal(text, sealed.lines.map((line) => `${line}\n`).join(''));
      assert.equal(segmentHash(pureHost, sealed.lines), sealed.seal.segment);
      assert.deepEqual(await log.readSignatures(ONE), sealed.signatures);
      assert.equal(sealed.signatures.length, 1);
      assert.deepEqual(await log.claims(ONE), [sampleClaim(1, 1)]);
      assert.deepEqual([...((await log.snapshot(ONE)) ?? [])], [0, 255, 10, 0]);
      assert.deepEqual(await refusedCodes(log), [sampleFact(1, 8)]);
      assert.deepEqual(await log.append([sampleFact(3, 1)], 6), { position: 7, count: 1 });
    },
  },
  {
    name: 'seals are a chain that begins with the header',
    run: async (log) => {
      await log.append([sampleFact(1, 1), sampleFact(4, 1), sampleFact(7, 1)]);
      const seals = [await sealAll(log, 1), await sealAll(log, 4), await sealAll(log, 7)];
      assert.equal(seals[0]?.prev, headerHash(pureHost.sha256, sampleHeader));
      assert.equal(seals[1]?.prev, seals[0]?.seal);
      assert.equal(seals[2]?.prev, seals[1]?.seal);
      assert.deepEqual(await log.seals(), seals);
      assert.deepEqual(await log.openEpochs(), []);
      assert.equal(await log.position(), 3);
    },
  },
  {
    name: 'an epoch without facts can be sealed',
    run: async (log) => {
      const seal = await sealAll(log, 1);
      assert.equal(seal.count, 0);
      assert.equal(await readSegmentText(log, ONE), '');
      assert.deepEqual(await log.readSignatures(ONE), []);
    },
  },
  {
    name: 'a seal that does not say the truth is a mistake of the caller, and nothing is sealed',
    run: async (log) => {
      await log.append([sampleFact(1, 1), sampleFact(2, 1)]);
      const right = sampleSealed(sampleHeader, undefined, 1, [sampleFact(1, 1)]);
      for (const change of [{ prev: OTHER }, { seal: OTHER }, { segment: OTHER }, { count: 2 }, { epoch: TWO }]) {
        await assert.rejects(log.seal(withSeal(right, change)), TypeError);
      }
      await assert.rejects(log.seal({ ...right, lines: [...right.lines, sampleFact(1, 2)] }), TypeError);
      await assert.rejects(log.seal({ ...right, signatures: [[2, 'ab'.repeat(64)]] }), TypeError);
      assert.deepEqual(await log.seals(), []);
      await log.seal(right);
      const again = sampleSealed(sampleHeader, right.seal, 1, [sampleFact(1, 1)]);
      await assert.rejects(log.seal(again), TypeError);
      assert.deepEqual(await log.seals(), [right.seal]);
      assert.deepEqual(await log.readOpen(TWO), [sampleFact(2, 1)]);
    },
  },
  {
    name: 'sealing never loses a fact that was taken',
    run: async (log) => {
      await log.append([sampleFact(1, 1), sampleFact(1, 2)]);
      await assert.rejects(log.seal(sampleSealed(sampleHeader, undefined, 1, [sampleFact(1, 1)])), TypeError);
      assert.deepEqual(await log.readOpen(ONE), [sampleFact(1, 1), sampleFact(1, 2)]);
      const late = [sampleRefused(sampleFact(1, 2))];
      await log.seal(sampleSealed(sampleHeader, undefined, 1, [sampleFact(1, 1)], { late }));
      assert.deepEqual(await refusedCodes(log), [sampleFact(1, 2)]);
    },
  },
  {
    name: 'a sealed epoch takes no fact, and a batch with one is refused whole',
    run: async (log) => {
      await log.append([sampleFact(1, 1)]);
      await sealAll(log, 1);
      await assert.rejects(log.append([sampleFact(2, 1), sampleFact(1, 2)]), isSealedEpoch);
      assert.equal(await log.position(), 1);
      assert.deepEqual(await log.openEpochs(), []);
    },
  },
  {
    name: 'a segment of an epoch that is not sealed cannot be read',
    run: async (log) => {
      await log.append([sampleFact(1, 1)]);
      await assert.rejects(async () => readSegmentText(log, ONE), RangeError);
      assert.equal(await log.snapshot(ONE), undefined);
    },
  },
  {
    name: 'claims that were there before the seal stay, and are not doubled by it',
    run: async (log) => {
      await log.append([sampleFact(1, 1)]);
      await log.appendClaims(ONE, [sampleClaim(1, 7), sampleClaim(1, 1)]);
      const claims = [sampleClaim(1, 1), sampleClaim(1, 2)];
      await log.seal(sampleSealed(sampleHeader, undefined, 1, [sampleFact(1, 1)], { claims }));
      await log.appendClaims(ONE, [sampleClaim(1, 9)]);
      assert.deepEqual(
        await log.claims(ONE),
        [7, 1, 2, 9].map((n) => sampleClaim(1, n)),
      );
    },
  },
  {
    name: 'a segment beyond 1 MiB comes in pieces',
    run: async (log) => {
      const lines = Array.from({ length: 4000 }, (_, n) => sampleFact(1, n));
      await log.append(lines);
      const seal = await sealAll(log, 1);
      const text = await readSegmentText(log, ONE);
      assert.ok(text.length > 1_048_576);
      assert.equal(Buffer.from(pureHost.sha256(Buffer.from(text))).toString('hex'), seal.segment);
    },
  },
];
