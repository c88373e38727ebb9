import { type Account, encodeIndex, type Fact, toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../../node/index.js';
import { sealEpoch } from '../../operations/index.js';
import type { EventLog, Signer } from '../../ports.js';
import { startS3Peer } from '../../testing/s3-peer/index.js';
import { collect, EPOCH, right, type SampleValidators, sampleValidators } from '../../testing/sample-validators.js';
import { formatBundleKey } from '../bundle/layout.js';
import { publishObservations } from '../publish/observations.js';
import { publishResult } from '../publish/result.js';
import { type ConsensusReport, readConsensus } from './consensus.js';

const peer = await startS3Peer({ keys: new Map([['K', 'secret']]) });
test.after(() => peer.close());

type Change = (facts: readonly Fact[]) => readonly Fact[];

/** A log with the facts of all, each with its list, sealed. */
const sealed = async ({ reader, ...sample }: SampleValidators, change?: Change): Promise<EventLog> => {
  const log = await sample.logOf(
    sample.signers.map(({ account }) => account),
    change,
  );
  for (const signer of sample.signers) {
    // Into no bucket: only the lists are wanted.
    const create = async () => E.right({ versionId: 'null', etag: '' });
    const bucket = { ...reader.bucket, create };
    const mode = { kind: 'send', signer } as const;
    assert.is((await collect(publishObservations(log, { ...reader, bucket }, signer.account, mode))).left, undefined);
  }
  right(await sealEpoch(log, EPOCH, { unjudged: false, host: nodeHost }));
  return log;
};

const publish = async ({ reader }: SampleValidators, log: EventLog, signer: Signer): Promise<void> => {
  const { left } = await collect(publishResult(log, reader, signer.account, { kind: 'send', signer }));
  assert.is(left, undefined);
};

const world = async () => {
  const sample = await sampleValidators(peer);
  const [ann, bob, cid] = sample.signers as [Signer, Signer, Signer];
  return { sample, ann, bob, cid, log: await sealed(sample) };
};
const ask = async (sample: SampleValidators, log: EventLog): Promise<ConsensusReport> =>
  right(await readConsensus(log, sample.reader));
const silentOf = ({ silent }: ConsensusReport): readonly (readonly [Account, string])[] =>
  silent.map(({ hotkey, problem }) => [hotkey, problem.kind === 'refused' ? problem.reason : problem.kind]);

test('one voice alone is no agreement, and neither are some with half of the stake', async () => {
  const { sample, ann, bob, cid, log } = await world();
  assert.is((await ask(sample, log)).consensus.verdict, 'unheard');
  await publish(sample, log, bob);
  assert.is((await ask(sample, log)).consensus.verdict, 'unheard');
  await publish(sample, log, cid);
  const two = await ask(sample, log);
  assert.is(two.consensus.verdict, 'agreed', '60 of 100');
  assert.equal(silentOf(two), [[ann.account, 'absent']]);
  await publish(sample, log, ann);
  const all = await ask(sample, log);
  assert.is(all.consensus.verdict, 'agreed');
  assert.is(all.consensus.inputs[0]?.stakeRao, 100n);
  assert.equal(all.dissents, []);
});

/** What cid saw less than the others, and lists as it is. */
const withoutOneCheck =
  (by: Account): Change =>
  (facts) => {
    const gone = facts.findIndex((fact) => fact.type === 'SpotCheckPassed' && fact.by === by);
    return facts.filter((_, at) => at !== gone);
  };

test('who differs is named with the first fact, beside one that is silent and one that is forged', async () => {
  const { sample, ann, bob, cid, log } = await world();
  await publish(sample, log, ann);
  await publish(sample, await sealed(sample, withoutOneCheck(bob.account)), cid);
  // Somebody else signs in bob's name.
  const place = { kind: 'index', hotkey: bob.account, epoch: EPOCH, stage: 'result' } as const;
  const { genesis, netuid } = sample.reader.header;
  const index = { epoch: EPOCH, format: 1, genesis, hotkey: bob.account, netuid, parts: [], stage: 'result' as const };
  right(await sample.bucket.create(formatBundleKey(place), encodeIndex(index, toHex(ann.sign(new Uint8Array(32))))));
  const report = await ask(sample, log);
  assert.is(report.consensus.verdict, 'differ');
  assert.equal(silentOf(report), [[bob.account, 'BAD_SIGNATURE']]);
  assert.equal(
    report.consensus.inputs.map(({ hotkeys, stakeRao }) => [...hotkeys, stakeRao]),
    [
      [ann.account, 40n],
      [cid.account, 25n],
    ],
  );
  const [dissent] = report.dissents;
  assert.is(dissent?.hotkey, cid.account);
  assert.is(dissent?.from, ann.account);
  const { segment } = dissent ?? {};
  assert.is(segment?.in, 'first', 'the greater camp has it');
  assert.is(segment?.fact.type, 'SpotCheckPassed');
  assert.is(segment?.fact.by, bob.account);
  const lines = (await log.readSignatures(EPOCH)).length;
  assert.ok(lines === 3 && segment !== undefined && segment.line > 1);
  assert.equal([segment?.onlyFirst, segment?.onlySecond], [2, 1], 'the check, and two lists that say so');
});

test('other facts give other outputs: the first miner that differs is named', async () => {
  const { sample, ann, bob, log } = await world();
  await publish(sample, log, ann);
  const other = await sealed(sample, (facts) =>
    facts.map((fact) =>
      fact.type === 'EpochOpened'
        ? ({ ...fact, data: { ...fact.data, zipcodes: [{ zipcode: '08540', expected: 40 }] } } as Fact)
        : fact,
    ),
  );
  await publish(sample, other, bob);
  const report = await ask(sample, log);
  const [dissent] = report.dissents;
  assert.is(dissent?.segment?.fact.type, 'EpochOpened');
  assert.is(dissent?.output?.what, 'miner');
  assert.match(dissent?.output?.first ?? '', /SCORED$/);
  assert.match(dissent?.output?.second ?? '', /NOT_ASSIGNED$/);
});

test('a bucket that is not reached is no silence', async () => {
  const { sample, log } = await world();
  const listVersions = async () => E.left({ kind: 'network', code: 'ECONNREFUSED', message: 'no' } as const);
  const bucket = { ...sample.bucket, listVersions };
  const asked = await readConsensus(log, { ...sample.reader, bucket });
  assert.is(E.isLeft(asked) && asked.left.kind, 'bucket');
});

test.run();
