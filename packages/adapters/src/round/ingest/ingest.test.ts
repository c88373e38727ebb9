import { setTimeout } from 'node:timers/promises';
import { type Block, encodeEvent, type Hash32, PART_BYTES_MAX } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { memoryLog } from '../../memory/index.js';
import { nodeHost } from '../../node/index.js';
import type { Bucket } from '../../ports.js';
import { sr25519Verifier } from '../../signatures/index.js';
import {
  encodeManifest,
  FOLDER_LIMITS,
  folderOf,
  formatKey,
  type Measure,
  signManifest,
} from '../../submissions/index.js';
import { type MemoryVersion, memoryBucket, memoryVersion } from '../../testing/memory-bucket.js';
import { EXTRACTOR, sampleMeasure } from '../../testing/sample-observer.js';
import * as round from '../../testing/sample-round.js';
import { appendLines } from '../append-lines.js';
import { readOpenedEpoch } from '../opened-epoch.js';
import { type IngestedMiner, ingestEpoch } from './ingest.js';

const { epoch, startBlock } = round.ROUND;
const verify = sr25519Verifier();
const right = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

const MEASURE_MS = 30;
const slowly: Measure = async (bytes, zipcode) => {
  await setTimeout(MEASURE_MS);
  return sampleMeasure(bytes, zipcode);
};

const file = (hotkey: string, name: string): MemoryVersion =>
  memoryVersion(
    `${folderOf(hotkey as Parameters<typeof folderOf>[0], epoch)}zipcode=19103/${name}.json`,
    new TextEncoder().encode(`${hotkey} ${name}`),
  );

const HEAD = 210;

const ingest = async (
  versions: readonly MemoryVersion[],
  folderMs: number,
  more: { readonly until?: Block; readonly bucket?: Bucket } = {},
) => {
  const log = memoryLog(round.roundHeader, nodeHost);
  const lines = [...round.openingLines(), round.snapshotLine(startBlock)];
  right(await appendLines(log, lines, { host: nodeHost, verify, file: 'test' }));
  const options = { bucket: memoryBucket(versions), epoch, by: round.first, host: nodeHost, verify };
  const measuring = { measure: slowly, extractor: EXTRACTOR, limits: { ...FOLDER_LIMITS, folderMs } };
  const headAt = async () => E.right(HEAD as Block);
  const found: IngestedMiner[] = [];
  for await (const step of ingestEpoch(log, { ...options, ...measuring, ...more, headAt })) found.push(right(step));
  const { facts } = right(await readOpenedEpoch(log, epoch, nodeHost));
  return { found: found.filter(({ files }) => files > 0), facts };
};

test('who has filled a folder has its turn behind the others, and everything is seen before anything is measured', async () => {
  const [many, one] = [round.honest.hotkey, round.copying.hotkey];
  const names = Array.from({ length: 10 }, (_, n) => `${n}`);
  const { found, facts } = await ingest([...names.map((name) => file(many, name)), file(one, 'a')], 60 * 200);
  assert.equal(
    found.map(({ hotkey, files, measured, facts: count }) => [hotkey, files, measured, count]),
    [
      [one, 1, 1, 2],
      [many, 10, 10, 20],
    ],
  );
  const types = facts.flatMap(({ type }) => (/^Submission/.test(type) ? [type] : []));
  assert.equal(types, [...new Array(11).fill('SubmissionSeen'), ...new Array(11).fill('SubmissionMeasured')]);
});

test('what is left of a folder when all of its time is over is refused, with a reason', async () => {
  const names = Array.from({ length: 8 }, (_, n) => `${n}`);
  const { found } = await ingest(
    names.map((name) => file(round.honest.hotkey, name)),
    2 * MEASURE_MS,
  );
  assert.equal(found.length, 1);
  assert.equal(
    found[0]?.refused.map(({ reason }) => reason),
    ['TOO_LONG'],
  );
  assert.ok((found[0]?.measured ?? 0) < 8);
});

test('a folder whose listing is not taken keeps no other from being seen', async () => {
  const [bad, one] = [round.honest.hotkey, round.copying.hotkey];
  const memory = memoryBucket([file(one, 'a')]);
  const listVersions: Bucket['listVersions'] = async (prefix, from) =>
    prefix === folderOf(bad, epoch)
      ? E.left({ kind: 'unfit', code: 'BAD_KEY', message: 'not encoded right' })
      : memory.listVersions(prefix, from);
  const { found, facts } = await ingest([], FOLDER_LIMITS.folderMs, { bucket: { ...memory, listVersions } });
  assert.equal(
    found.map(({ hotkey, measured }) => [hotkey, measured]),
    [[one, 1]],
  );
  assert.not.ok(facts.some(({ type, data }) => type === 'SubmissionSeen' && data.hotkey === bad));
});

test('who takes long has its turn until a block, and what was measured before it stands', async () => {
  const [many, one] = [round.honest.hotkey, round.copying.hotkey];
  const files = Array.from({ length: 10 }, (_, n) => file(many, `${n}`));
  const until = HEAD as Block;
  const { found } = await ingest([...files, file(one, 'a')], 60 * 200, { until });
  const [first, last] = found;
  assert.equal([first?.hotkey, first?.measured], [one, 1]);
  assert.equal([last?.hotkey, last?.files], [many, 10]);
  assert.ok(last !== undefined && last.measured > 0 && last.measured < 10);
  assert.is(last.facts, last.files + last.measured);
  assert.equal(
    last.refused.map(({ reason }) => reason),
    ['TOO_LONG'],
  );
});

test('each folder has its part of what an observer may publish, and more is not taken', async () => {
  const { hotkey, sign } = round.honest;
  const files = Array.from({ length: 5500 }, (_, n) => {
    const zipcode = String(n).padStart(5, '0');
    return { contentSha256: '0'.repeat(64) as Hash32, rowsRoot: '0'.repeat(64) as Hash32, zipcode };
  });
  const manifest = async (n: number): Promise<MemoryVersion> => {
    const { netuid, genesis } = round.ROUND;
    const nonce = String(n).repeat(64) as Hash32;
    const signed = await signManifest(nodeHost, genesis, { netuid, epoch, nonce, hotkey, files }, sign);
    const key = formatKey({ kind: 'manifest', hotkey, epoch, manifestSha256: signed.sha256 });
    return memoryVersion(key, encodeManifest(signed));
  };
  const versions = await Promise.all(Array.from({ length: 10 }, (_, n) => manifest(n)));
  const { facts, found } = await ingest([...versions, file(round.copying.hotkey, 'a')], FOLDER_LIMITS.folderMs);
  const snapshot = facts.find((fact) => fact.type === 'MetagraphSnapshotTaken');
  const miners = snapshot?.type === 'MetagraphSnapshotTaken' ? snapshot.data.neurons.length : 0;
  const lines = facts.filter(({ type }) => type === 'ManifestSeen').map((fact) => encodeEvent(fact).length);
  const room = Math.floor((PART_BYTES_MAX * 3) / 4 / miners);
  const [line = 0] = lines;
  assert.is(lines.length, Math.floor(room / line));
  assert.ok(lines.length < versions.length);
  assert.is(found.length, 1, 'the other folder has its own');
});

test.run();
