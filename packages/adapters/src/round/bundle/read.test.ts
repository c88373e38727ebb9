import {
  type BundleIndex,
  encodeIndex,
  encodeUtf8,
  INDEX_BYTES_MAX,
  logHeader,
  type NetUid,
  PART,
  toHex,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { signerFromSeed } from '../../keys/signer.js';
import { nodeHost } from '../../node/index.js';
import { sr25519Verifier } from '../../signatures/index.js';
import { type MemoryVersion, memoryBucket, memoryVersion } from '../../testing/memory-bucket.js';
import { genesis, sha256Of } from '../../testing/sample-observer.js';
import { formatBundleKey } from './layout.js';
import { type BundleProblem, type BundleReader, readIndex, readPart } from './read.js';
import { bundleMessage, signIndex } from './sign.js';

const signer = await signerFromSeed(new Uint8Array(32).fill(21));
const stranger = await signerFromSeed(new Uint8Array(32).fill(22));
const hotkey = signer.account;
const epoch = 7 as BundleReader['epoch'];
const netuid = 46 as NetUid;
const header = logHeader(netuid, 'local', genesis);
const text = 'some lines\n';
const part = { bytes: text.length, name: PART.observations, sha256: sha256Of(text) };
const index: BundleIndex = { epoch, format: 1, genesis, hotkey, netuid, parts: [part], stage: 'observations' };
const indexKey = formatBundleKey({ kind: 'index', hotkey, epoch, stage: 'observations' });
const partKey = formatBundleKey({ kind: 'part', hotkey, epoch, sha256: part.sha256 });

const readerOf = (...versions: readonly MemoryVersion[]): BundleReader => ({
  bucket: memoryBucket(versions),
  header,
  epoch,
  host: nodeHost,
  verify: sr25519Verifier(),
});
const whyNot = (read: E.Either<BundleProblem, unknown>): string =>
  E.isRight(read) ? 'read' : read.left.kind === 'refused' ? read.left.reason : read.left.kind;
const asIndex = async (bytes: Uint8Array, given: Partial<MemoryVersion> = {}): Promise<string> =>
  whyNot(await readIndex(readerOf(memoryVersion(indexKey, bytes, given)), hotkey, 'observations'));
const signed = (changed: Partial<BundleIndex>): Uint8Array => signIndex(nodeHost, { ...index, ...changed }, signer);

test('an index that its hotkey signed is read', async () => {
  assert.is(await asIndex(signed({})), 'read');
  assert.is(whyNot(await readIndex(readerOf(), hotkey, 'observations')), 'absent');
});

test('an index of another folder, epoch, stage, subnet or chain is refused, though it is signed', async () => {
  const others: readonly Partial<BundleIndex>[] = [
    { hotkey: stranger.account },
    { epoch: 8 as BundleIndex['epoch'] },
    { stage: 'result' },
    { netuid: 45 as NetUid },
    { genesis: sha256Of('other') },
  ];
  for (const other of others) assert.is(await asIndex(signed(other)), 'OTHER_INDEX', JSON.stringify(other));
});

test('a signature of somebody else, over something else, or over another purpose is refused', async () => {
  const own = signed({});
  const sig = (bytes: Uint8Array): string => JSON.parse(Buffer.from(bytes).toString()).sig;
  assert.is(await asIndex(encodeIndex(index, '00'.repeat(64))), 'BAD_SIGNATURE');
  assert.is(await asIndex(signIndex(nodeHost, index, stranger)), 'BAD_SIGNATURE');
  assert.is(await asIndex(encodeIndex({ ...index, parts: [] }, sig(own))), 'BAD_SIGNATURE');
  const message = bundleMessage(nodeHost.sha256, index, sha256Of('index'));
  assert.is(await asIndex(encodeIndex(index, toHex(signer.sign(message)))), 'BAD_SIGNATURE');
});

test('what is no index is refused and nothing is thrown', async () => {
  const json = Buffer.from(signed({})).toString();
  const bad: readonly (string | Uint8Array)[] = [
    '',
    'null',
    '[]',
    '{}',
    '['.repeat(500_000),
    `{"a":${'{"a":'.repeat(100_000)}`,
    `${json}\n`,
    ` ${json}`,
    json.replace('"format":1', '"format":2'),
    json.replace('"format":1', '"format":1.0'),
    json.replace('"epoch":7', '"epoch":7,"epoch":7'),
    json.replace('"stage"', '"extra":1,"stage"'),
    json.replace(/"sig":"[^"]*",/, ''),
    json.replace(PART.observations, '../../etc/passwd'),
    json.replace(PART.observations, 'files/19103/nobody'),
    json.replace(`"bytes":${part.bytes}`, '"bytes":67108865'),
    json.replace(`"bytes":${part.bytes}`, '"bytes":-1'),
    json.replace(/"parts":\[(.*?)\]/, '"parts":[$1,$1]'),
    json.replace(/"parts":\[(.*?)\]/, (_, item) => `"parts":[${Array.from({ length: 4097 }, () => item).join(',')}]`),
    Uint8Array.from([0xff, 0xfe, ...encodeUtf8(json)]),
    new Uint8Array(1000),
  ];
  for (const bytes of bad) {
    const found = await asIndex(typeof bytes === 'string' ? encodeUtf8(bytes) : bytes);
    assert.is(found, 'BAD_INDEX', String(bytes).slice(0, 80));
  }
});

test('an index that is too large or came in parts is not read', async () => {
  assert.is(await asIndex(new Uint8Array(INDEX_BYTES_MAX + 1)), 'TOO_LARGE');
  assert.is(await asIndex(new Uint8Array(INDEX_BYTES_MAX + 1), { bytes: 10 }), 'TOO_LARGE', 'the listing lies');
});

test('the oldest version counts, and endless versions are refused', async () => {
  const first = memoryVersion(indexKey, signed({}), { versionId: 'old' });
  const later = memoryVersion(indexKey, encodeUtf8('{}'), { versionId: 'new' });
  const gone = memoryVersion(indexKey, new Uint8Array(), { versionId: 'marker', isDeleteMarker: true });
  assert.is(whyNot(await readIndex(readerOf(gone, later, first), hotkey, 'observations')), 'read');
  const many = Array.from({ length: 4001 }, (_, n) => memoryVersion(indexKey, encodeUtf8('{}'), { versionId: `${n}` }));
  assert.is(whyNot(await readIndex(readerOf(...many), hotkey, 'observations')), 'TOO_MANY');
});

const asPart = async (content: string | undefined, given: Partial<MemoryVersion> = {}): Promise<string> => {
  const versions = content === undefined ? [] : [memoryVersion(partKey, encodeUtf8(content), given)];
  const reader = readerOf(memoryVersion(indexKey, signed({})), ...versions);
  const read = await readIndex(reader, hotkey, 'observations');
  if (E.isLeft(read)) return whyNot(read);
  return whyNot(await readPart(reader, read.right, PART.observations));
};

test('a part is what the index says, to the bit', async () => {
  assert.is(await asPart(text), 'read');
  assert.is(await asPart(undefined), 'PART_MISSING');
  assert.is(await asPart('Some lines\n'), 'PART_HASH');
  assert.is(await asPart('some line\n'), 'PART_HASH');
  assert.is(await asPart(`${text}more`), 'TOO_LARGE');
  assert.is(await asPart(`${text}more`, { bytes: text.length }), 'TOO_LARGE', 'the listing lies');
  const reader = readerOf(memoryVersion(indexKey, signed({})));
  const read = await readIndex(reader, hotkey, 'observations');
  if (E.isRight(read)) assert.is(whyNot(await readPart(reader, read.right, PART.result)), 'PART_MISSING');
});

test.run();
