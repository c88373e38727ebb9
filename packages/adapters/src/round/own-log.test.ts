import type { Block, Fact } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EventLog } from '../ports.js';
import { startS3Peer } from '../testing/s3-peer/index.js';
import { collect, EPOCH, type SampleValidators, sampleValidators } from '../testing/sample-validators.js';
import { publishObservations } from './publish/observations.js';
import { pullObservations } from './publish/pull-observations.js';

const peer = await startS3Peer({ keys: new Map([['K', 'secret']]) });

/** The same rules, but every observer in the log is believed. */
const believing = (facts: readonly Fact[]): readonly Fact[] =>
  facts.map((fact) =>
    fact.type === 'MechanismActivated'
      ? { ...fact, data: { ...fact.data, params: { ...fact.data.params, observers: { kind: 'any' } } } }
      : fact,
  );

const pull = ({ reader, signers }: SampleValidators, log: EventLog) =>
  collect(
    pullObservations(log, {
      ...reader,
      ...(signers[0] === undefined ? {} : { by: signers[0].account }),
      headAt: async () => E.right(100_600 as Block),
    }),
  );

test('where the rules believe every observer of the log, nobody else gets into it', async () => {
  const sample = await sampleValidators(peer);
  const [own, other] = sample.signers;
  assert.ok(own !== undefined && other !== undefined);
  const theirs = await sample.logOf([other.account]);
  await collect(publishObservations(theirs, sample.reader, other.account, { kind: 'send', signer: other }));

  const voting = await pull(sample, await sample.logOf([own.account]));
  assert.ok(voting.done.some(({ taken }) => taken > 3));

  const log = await sample.logOf([own.account], believing);
  const before = await log.readOpen(EPOCH);
  const alone = await pull(sample, log);
  assert.equal(alone, { done: [], left: undefined });
  assert.equal(await log.readOpen(EPOCH), before);
});

test.after(() => peer.close());
test.run();
