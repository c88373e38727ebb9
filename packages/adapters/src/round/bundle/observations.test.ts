import { encodeEvent, encodeUtf8, type Fact, toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../../node/index.js';
import type { Signer } from '../../ports.js';
import { evidenceMessage } from '../../signatures/index.js';
import { startS3Peer } from '../../testing/s3-peer/index.js';
import { collect, EPOCH, right, sampleValidators } from '../../testing/sample-validators.js';
import { readEpochFacts } from '../permitted-validators.js';
import { publishObservations } from '../publish/observations.js';
import { checkObservations, ownFacts } from './observations.js';

const peer = await startS3Peer({ keys: new Map([['K', 'secret']]) });
test.after(() => peer.close());

const sample = await sampleValidators(peer);
const [signer, other] = sample.signers as [Signer, Signer];
const log = await sample.logOf([signer.account]);
await collect(publishObservations(log, sample.reader, signer.account, { kind: 'send', signer }));
const held = right(await readEpochFacts(log, EPOCH, nodeHost));
const own = held.filter(({ event }) => event.by === signer.account).map(({ event }) => event);
const linesOf = (facts: readonly Fact[]): string => facts.map((fact) => `${encodeEvent(fact)}\n`).join('');

const check = async (text: string, hotkey = signer.account): Promise<string> => {
  const checked = await checkObservations(sample.reader, hotkey, held, encodeUtf8(text));
  if (E.isRight(checked)) return `${checked.right.facts.length} lines`;
  return checked.left.kind === 'refused' ? checked.left.reason : checked.left.kind;
};

test('what was published is taken, in any order', async () => {
  assert.is(await check(linesOf(own)), `${own.length} lines`);
  assert.is(await check(linesOf([...own].reverse())), `${own.length} lines`);
});

test('one line more, one less, or another signature: no list covers it', async () => {
  const isList = ({ type }: Fact): boolean => type === 'EvidenceListed';
  assert.is(await check(linesOf(own.slice(1))), 'NOT_LISTED');
  assert.is(await check(linesOf(own.filter((fact) => !isList(fact)))), 'NOT_LISTED');
  const forged = own.map((fact) => (isList(fact) ? ({ ...fact, sig: 'ab'.repeat(64) } as Fact) : fact));
  assert.is(await check(linesOf(forged)), 'NOT_LISTED');
  const moved = own.map((fact, at) => (at === 0 ? ({ ...fact, block: fact.block + 1 } as Fact) : fact));
  assert.is(await check(linesOf(moved)), 'NOT_LISTED');
});

test('nobody speaks for others, for the chain, for the authority, or of another epoch', async () => {
  assert.is(await check(linesOf(own), other.account), 'FOREIGN_LINE');
  const foreign = held.find(({ event }) => event.type === 'BlockFinalized')?.event as Fact;
  assert.is(await check(linesOf([...own, foreign])), 'FOREIGN_LINE');
  const opened = held.find(({ event }) => event.type === 'EpochOpened')?.event as Fact;
  assert.is(await check(linesOf([...own, opened])), 'FOREIGN_LINE');
  const [first] = own as [Fact];
  const elsewhere = own.find(({ type }) => type === 'SpotCheckPassed') ?? first;
  assert.is(await check(linesOf([...own, { ...elsewhere, epoch: 1 } as Fact])), 'FOREIGN_LINE');
});

test("an authority's list covers the lines with which it opened the epoch", async () => {
  const account = signer.account;
  const asAuthority = held
    .filter(({ event }) => event.type !== 'EvidenceListed')
    .map((fact) => {
      if (fact.event.type !== 'EpochOpened') return fact;
      const event: Fact = { ...fact.event, by: account };
      return { event, line: encodeEvent(event) };
    });
  const { facts, count, root } = ownFacts(nodeHost, account, asAuthority);
  assert.is(count, facts.length + 1);
  const { genesis, netuid } = sample.reader.header;
  const sig = toHex(signer.sign(evidenceMessage(nodeHost.sha256, genesis, netuid, EPOCH, count, root)));
  const list = { ...own.find(({ type }) => type === 'EvidenceListed'), data: { count, root }, sig } as Fact;
  const bytes = encodeUtf8(linesOf([...facts.map(({ event }) => event), list]));
  assert.ok(E.isRight(await checkObservations(sample.reader, account, asAuthority, bytes)));
  assert.ok(E.isLeft(await checkObservations(sample.reader, account, held, bytes)));
});

test('a line at evidenceBlock, one that no log takes, and no lines at all are refused', async () => {
  const { evidenceBlock } = sample.world.blocksOf(EPOCH);
  const late = own.map((fact, at) => (at === 0 ? ({ ...fact, block: evidenceBlock } as Fact) : fact));
  assert.is(await check(linesOf(late)), 'LATE');
  for (const text of [
    '',
    '\n',
    '{}\n',
    linesOf(own).slice(0, -1),
    linesOf(own).replace('"v":1', '"v":2'),
    `${linesOf(own)} \n`,
  ]) {
    assert.is(await check(text), 'BAD_PART');
  }
});

test.run();
