import { type Fact, type Hash32, type Json, type Seal, sealHash, toHex } from '@subnet-scoring/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nodeHost } from '../../node/index.js';
import { sealEpoch } from '../../operations/index.js';
import type { EventLog, Signer } from '../../ports.js';
import { changePart, type HostilePart, publishParts, resultParts } from '../../testing/hostile-bundle.js';
import { startS3Peer } from '../../testing/s3-peer/index.js';
import { collect, EPOCH, right, type SampleValidators, sampleValidators } from '../../testing/sample-validators.js';
import { publishObservations } from '../publish/observations.js';
import { readConsensus } from './consensus.js';

const peer = await startS3Peer({ keys: new Map([['K', 'secret']]) });
test.after(() => peer.close());

/** A log that all three validators filled and listed, sealed. */
const sealed = async (sample: SampleValidators, change?: (facts: readonly Fact[]) => readonly Fact[]) => {
  const log = await sample.logOf(
    sample.signers.map(({ account }) => account),
    change,
  );
  const create = async () => ({ _tag: 'Right', right: { versionId: 'null', etag: '' } }) as const;
  const reader = { ...sample.reader, bucket: { ...sample.bucket, create } };
  for (const signer of sample.signers) {
    await collect(publishObservations(log, reader, signer.account, { kind: 'send', signer }));
  }
  right(await sealEpoch(log, EPOCH, { unjudged: false, host: nodeHost }));
  return log;
};

const world = async () => {
  const sample = await sampleValidators(peer);
  const [ann, bob, cid] = sample.signers as [Signer, Signer, Signer];
  return { sample, ann, bob, cid, log: await sealed(sample) };
};

type Change = (parts: readonly HostilePart[]) => readonly HostilePart[];

const publish = async ({ reader }: SampleValidators, log: EventLog, signer: Signer, change: Change = (own) => own) =>
  publishParts(reader, signer, 'result', change(await resultParts(log, reader, signer)));

const ask = async ({ reader }: SampleValidators, log: EventLog) => {
  const { consensus, silent } = right(await readConsensus(log, reader));
  const why = silent.map(({ problem }) =>
    problem.kind === 'refused' ? `${problem.reason}: ${problem.detail}` : problem.kind,
  );
  return { verdict: consensus.verdict, why };
};

type File = Record<string, Json>;
const ofFile =
  (change: (file: File) => File): Change =>
  (parts) =>
    changePart(parts, 'confidence.json', ({ files }) => ({ files: (files as readonly File[]).map(change) }));

const isCopy = ({ name }: HostilePart): boolean => name.startsWith('files/');
const OTHER = Buffer.from('[]');

const contradictions: readonly (readonly [string, RegExp, Change])[] = [
  [
    'a better count than there was',
    /^CONTRADICTS: files.19103.5\w+: expected conclusive 10, got 11$/,
    ofFile((file) => ({ ...file, conclusive: 11 })),
  ],
  [
    'a higher bound',
    /^CONTRADICTS: .* expected wilson "722459831233383423"/,
    ofFile((file) => ({ ...file, wilson: '9' })),
  ],
  ['fewer looks', /^CONTRADICTS: .* expected \{"by":/, ofFile((file) => ({ ...file, evidence: [] }))],
  [
    'another content',
    /^CONTRADICTS: .* expected contentSha256/,
    ofFile((file) => ({ ...file, contentSha256: 'ab'.repeat(32) })),
  ],
  [
    'no file at all',
    /^CONTRADICTS: .* expected a file that won/,
    (parts) => changePart(parts, 'confidence.json', () => ({ files: [] })),
  ],
  [
    'a form of its own',
    /^BAD_PART: confidence.json/,
    (parts) => changePart(parts, 'confidence.json', () => ({ files: [{}] })),
  ],
  [
    'no confidence',
    /^PART_MISSING: .*confidence.json/,
    (parts) => parts.filter(({ name }) => name !== 'confidence.json'),
  ],
  [
    'another copy',
    /^CONTRADICTS: files.19103.5\w+: expected [0-9a-f]{64}, got/,
    (parts) => parts.map((part) => (isCopy(part) ? { ...part, content: OTHER } : part)),
  ],
  [
    'a copy of what did not win',
    /^CONTRADICTS: files.08540.5\w+: expected no copy/,
    (parts) =>
      parts.flatMap((part) => (isCopy(part) ? [part, { ...part, name: part.name.replace('19103', '08540') }] : [part])),
  ],
];

for (const [what, reason, change] of contradictions) {
  test(`${what}: no voice, and it is said why`, async () => {
    const { sample, ann, bob, cid, log } = await world();
    await publish(sample, log, ann);
    await publish(sample, log, bob, change);
    await publish(sample, log, cid);
    const { verdict, why } = await ask(sample, log);
    assert.is(verdict, 'agreed', '65 of 100 by two');
    assert.is(why.length, 1);
    assert.match(why[0] ?? '', reason);
  });
}

test('copies that are gone contradict nothing', async () => {
  const { sample, ann, bob, log } = await world();
  await publish(sample, log, ann, (parts) => parts.filter((part) => !isCopy(part)));
  await publish(sample, log, bob);
  assert.equal(await ask(sample, log), { verdict: 'agreed', why: ['absent'] });
});

/** Facts of all but one look, in a log of its own. */
const withoutOneLook = (facts: readonly Fact[]): readonly Fact[] => {
  const at = facts.findIndex(({ type }) => type === 'SpotCheckPassed');
  return facts.filter((_, n) => n !== at);
};

test('who sealed another segment is measured by that one', async () => {
  const { sample, ann, bob, cid, log } = await world();
  const other = await sealed(sample, withoutOneLook);
  await publish(sample, log, ann);
  await publish(sample, other, bob);
  assert.equal(await ask(sample, log), { verdict: 'differ', why: ['absent'] });
  await publish(sample, other, cid, () => []);
  assert.match((await ask(sample, log)).why[0] ?? '', /^PART_MISSING: .*result.json/);
});

test('the looks of another segment are no looks of this one', async () => {
  const { sample, ann, bob, log } = await world();
  const other = await sealed(sample, withoutOneLook);
  const confidence = (await resultParts(log, sample.reader, ann)).filter(({ name }) => name === 'confidence.json');
  await publish(sample, log, ann);
  await publish(sample, other, bob, (parts) => [
    ...parts.filter(({ name }) => name !== 'confidence.json'),
    ...confidence,
  ]);
  const { why } = await ask(sample, log);
  assert.match(why[0] ?? '', /^CONTRADICTS: .* expected (no look|\{"by":)/);
});

test('without one’s own segment it is read from who published it, and must be one', async () => {
  const { sample, ann, bob, cid, log } = await world();
  const open = await sample.logOf([]);
  await publish(sample, log, ann);
  await publish(
    sample,
    log,
    bob,
    ofFile((file) => ({ ...file, passed: 9 })),
  );
  const { why } = await ask(sample, open);
  assert.match(why[0] ?? '', /^CONTRADICTS: .* expected passed 10, got 9/);
  await publish(sample, log, cid, (parts) => parts.filter(({ name }) => name !== 'segment.ndjson'));
  assert.is((await ask(sample, open)).verdict, 'agreed', 'a segment that is too large is left out');
});

test('a seal over something that is no segment is no voice', async () => {
  const { sample, ann, bob, log } = await world();
  const garbage = Buffer.from('{}\n{}\n');
  const segment = toHex(nodeHost.sha256(garbage)) as Hash32;
  await publish(sample, log, ann);
  await publish(sample, log, bob, (parts) =>
    changePart(
      parts.map((part) => (part.name === 'segment.ndjson' ? { ...part, content: garbage } : part)),
      'result.json',
      (result) => {
        const { seal: _, ...body } = { ...(result['seal'] as unknown as Seal), segment };
        return { ...result, seal: { ...body, seal: sealHash(nodeHost.sha256, body) } };
      },
    ),
  );
  assert.match((await ask(sample, log)).why[0] ?? '', /^BAD_PART: segment.ndjson/);
});

test.run();
