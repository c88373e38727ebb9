import {
  type Account,
  type Block,
  encodeEvent,
  encodeUtf8,
  type Fact,
  type Hash32,
  PART,
  toHex,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../../node/index.js';
import type { EventLog, Signer } from '../../ports.js';
import { evidenceMessage } from '../../signatures/index.js';
import { type HostilePart, publishParts } from '../../testing/hostile-bundle.js';
import { startS3Peer } from '../../testing/s3-peer/index.js';
import { collect, EPOCH, right, type SampleValidators, sampleValidators } from '../../testing/sample-validators.js';
import { formatBundleKey } from '../bundle/layout.js';
import { LISTS_MAX, ownFacts } from '../bundle/observations.js';
import { readEpochFacts } from '../permitted-validators.js';
import { publishObservations } from './observations.js';
import { type PulledObservations, pullObservations } from './pull-observations.js';

const peer = await startS3Peer({ keys: new Map([['K', 'secret']]) });
test.after(() => peer.close());

type Lines = readonly string[];
const content = (lines: Lines): Uint8Array => encodeUtf8(lines.map((line) => `${line}\n`).join(''));

/** The reader, an honest validator that has published, and a hostile one of the most stake that has not. */
const world = async () => {
  const sample = await sampleValidators(peer);
  const [hostile, reader, honest] = sample.signers as [Signer, Signer, Signer];
  const log = await sample.logOf([reader.account]);
  const mode = { kind: 'send', signer: honest } as const;
  const other = await sample.logOf([honest.account]);
  assert.is((await collect(publishObservations(other, sample.reader, honest.account, mode))).left, undefined);
  return { sample, hostile, reader, honest, log };
};

type World = Awaited<ReturnType<typeof world>>;

const pull = ({ sample, reader }: World, log: EventLog) =>
  collect(
    pullObservations(log, { ...sample.reader, by: reader.account, headAt: async () => E.right(100_600 as Block) }),
  );

const reasonOf = (done: readonly PulledObservations[], hotkey: Account): string => {
  const found = done.find((item) => item.hotkey === hotkey);
  const problem = found?.problem;
  if (problem === undefined) return `${found?.taken} taken`;
  return problem.kind === 'refused' ? problem.reason : problem.kind;
};

/** What an observer of the sample says, and a signed list of some lines. */
const linesOf = async (sample: SampleValidators, signer: Signer): Promise<readonly Fact[]> => {
  const log = await sample.logOf([signer.account]);
  const facts = right(await readEpochFacts(log, EPOCH, nodeHost));
  return facts.filter(({ event }) => event.by === signer.account).map(({ event }) => event);
};

const listOf = ({ reader }: SampleValidators, signer: Signer, facts: readonly Fact[], salt = 0): Fact => {
  const { genesis, netuid } = reader.header;
  const by = signer.account;
  const decoded = facts.map((event) => ({ event, line: encodeEvent(event) }));
  const { count, root } = ownFacts(nodeHost, by, decoded);
  const data = { count: count + salt, root };
  const sig = toHex(signer.sign(evidenceMessage(nodeHost.sha256, genesis, netuid, EPOCH, data.count, root)));
  const block = 100_500 as Block;
  return { type: 'EvidenceListed', v: 1, netuid, epoch: EPOCH, block, by, data, sig };
};

const hostileBundles: readonly (readonly [string, string, (world: World) => Promise<readonly HostilePart[]>])[] = [
  [
    'millions of empty lines',
    'BAD_PART',
    async () => [{ name: PART.observations, content: new Uint8Array(4 * 1_048_576).fill(10) }],
  ],
  [
    'a line that is longer than any',
    'BAD_PART',
    async () => [{ name: PART.observations, content: content(['{'.repeat(1_048_577)]) }],
  ],
  [
    'bytes that are no text',
    'BAD_PART',
    async () => [{ name: PART.observations, content: Uint8Array.of(0xff, 0xfe, 10) }],
  ],
  [
    'parts without end, and no observations among them',
    'PART_MISSING',
    async ({ hostile }) =>
      Array.from({ length: 4096 }, (_, n) => ({
        name: `files/${String(n).padStart(5, '0')}/${hostile.account}`,
        content: new Uint8Array(),
      })),
  ],
  [
    'the lines of somebody else',
    'FOREIGN_LINE',
    async ({ sample, honest }) => {
      const facts = await linesOf(sample, honest);
      return [
        { name: PART.observations, content: content([...facts, listOf(sample, honest, facts)].map(encodeEvent)) },
      ];
    },
  ],
  [
    'a list of more than there is',
    'NOT_LISTED',
    async ({ sample, hostile }) => {
      const facts = await linesOf(sample, hostile);
      return [
        { name: PART.observations, content: content([...facts, listOf(sample, hostile, facts, 1)].map(encodeEvent)) },
      ];
    },
  ],
];

for (const [what, reason, parts] of hostileBundles) {
  test(`${what}: refused, and the others are taken in`, async () => {
    const all = await world();
    await publishParts(all.sample.reader, all.hostile, 'observations', await parts(all));
    const before = (await all.log.readOpen(EPOCH)).length;
    const { done, left } = await pull(all, all.log);
    assert.is(left, undefined);
    assert.is(reasonOf(done, all.hostile.account), reason);
    assert.match(reasonOf(done, all.honest.account), /taken$/);
    const lines = await all.log.readOpen(EPOCH);
    assert.ok(lines.length > before);
    assert.not.ok(lines.some((line) => line.includes(`"by":"${all.hostile.account}"`)));
    assert.equal(await all.log.refusals(), []);
  });
}

test('a flood of signed lists is refused before their signatures are checked', async () => {
  const all = await world();
  const { sample, hostile, honest } = all;
  const facts = await linesOf(sample, hostile);
  const lists = Array.from({ length: 4 * LISTS_MAX }, (_, n) => listOf(sample, hostile, facts, n));
  const lines = content([...lists, ...facts].map(encodeEvent));
  await publishParts(sample.reader, hostile, 'observations', [{ name: PART.observations, content: lines }]);
  let checks = 0;
  const verify: SampleValidators['reader']['verify'] = (...args) => {
    checks += 1;
    return sample.reader.verify(...args);
  };
  const { done } = await pull({ ...all, sample: { ...sample, reader: { ...sample.reader, verify } } }, all.log);
  assert.is(reasonOf(done, hostile.account), 'TOO_MANY');
  assert.match(reasonOf(done, honest.account), /taken$/);
  assert.ok(checks <= LISTS_MAX, `${checks} checks`);
});

const observationsKey = async (sample: SampleValidators, signer: Signer): Promise<string> => {
  const facts = await linesOf(sample, signer);
  const bytes = content([...facts, listOf(sample, signer, facts)].map(encodeEvent));
  await publishParts(sample.reader, signer, 'observations', [{ name: PART.observations, content: bytes }]);
  const sha256 = toHex(nodeHost.sha256(bytes)) as Hash32;
  return formatBundleKey({ kind: 'part', hotkey: signer.account, epoch: EPOCH, sha256 });
};

test('an object that the bucket does not give out is the fault of its owner alone', async () => {
  const all = await world();
  const key = await observationsKey(all.sample, all.hostile);
  peer.faults.add({
    on: 'GetObject',
    key,
    times: 9,
    fault: { kind: 'status', status: 403, code: 'InvalidObjectState' },
  });
  const { done, left } = await pull(all, all.log);
  peer.faults.clear();
  assert.is(left, undefined);
  assert.is(reasonOf(done, all.hostile.account), 'UNREADABLE');
  assert.match(reasonOf(done, all.honest.account), /taken$/);
});

test('smaller bundles are taken in before one that cannot be read to its end', async () => {
  const all = await world();
  const facts = await linesOf(all.sample, all.hostile);
  const bytes = content([...facts, ...facts, listOf(all.sample, all.hostile, facts)].map(encodeEvent));
  await publishParts(all.sample.reader, all.hostile, 'observations', [{ name: PART.observations, content: bytes }]);
  const sha256 = toHex(nodeHost.sha256(bytes)) as Hash32;
  const key = formatBundleKey({ kind: 'part', hotkey: all.hostile.account, epoch: EPOCH, sha256 });
  peer.faults.add({ on: 'GetObject', key, times: 9, fault: { kind: 'cut', afterBytes: 100 } });
  const { done, left } = await pull(all, all.log);
  peer.faults.clear();
  assert.is(left?.kind, 'bucket');
  assert.match(reasonOf(done, all.honest.account), /taken$/, 'though its stake is smaller');
  const again = await pull(all, all.log);
  assert.is(again.left, undefined);
  assert.match(reasonOf(again.done, all.hostile.account), /^[1-9][0-9]* taken$/);
});

test('who says one thing first and another one later is told, and nothing of it is lost', async () => {
  const all = await world();
  const { sample, hostile, log } = all;
  const facts = await linesOf(sample, hostile);
  const say = async (own: readonly Fact[]): Promise<void> => {
    const lines = content([...own, listOf(sample, hostile, own)].map(encodeEvent));
    await publishParts(sample.reader, hostile, 'observations', [{ name: PART.observations, content: lines }]);
  };
  await say(facts.slice(2));
  const first = await pull(all, log);
  assert.equal(
    first.done.map(({ uncovered }) => uncovered),
    [0, 0],
  );
  // The owner of the bucket helps: what lay there first is gone.
  for (const { objects } of peer.store.buckets.values()) {
    for (const key of objects.keys()) if (key.includes(`${hostile.account}/epoch=0/bundle=`)) objects.delete(key);
  }
  await say(facts.slice(0, 3));
  const second = await pull(all, log);
  const found = second.done.find(({ hotkey }) => hotkey === hostile.account);
  assert.ok((found?.uncovered ?? 0) > 0 && (found?.taken ?? 0) > 0);
  const held = (await log.readOpen(EPOCH)).filter((line) => line.includes(`"by":"${hostile.account}"`));
  assert.is(held.length, facts.length + 2, 'all facts, and both lists');
});

test.run();
