import { type Block, type Hash32, toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LISTING_EXTRACTOR, listingMeasure } from '../../listings/index.js';
import { memoryLog } from '../../memory/index.js';
import { nodeHost } from '../../node/index.js';
import { sealEpoch } from '../../operations/index.js';
import type { EventLog } from '../../ports.js';
import { sr25519Verifier } from '../../signatures/index.js';
import { encodeManifest, FOLDER_LIMITS, folderOf, formatKey, signManifest } from '../../submissions/index.js';
import { type MemoryVersion, memoryBucket, memoryVersion } from '../../testing/memory-bucket.js';
import { randomFrom } from '../../testing/random.js';
import * as round from '../../testing/sample-round.js';
import { appendLines } from '../append-lines.js';
import { type IngestedMiner, ingestEpoch } from '../ingest/ingest.js';
import { type CheckOptions, type CheckStep, checkEpoch } from './check.js';

const { ROUND } = round;
const verify = sr25519Verifier();
const lines = (log: EventLog, ...texts: readonly string[]) =>
  appendLines(log, texts, { host: nodeHost, verify, file: 'test' });
const right = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};
const shaOf = (bytes: Uint8Array): Hash32 => toHex(nodeHost.sha256(bytes)) as Hash32;

const MINERS = ['honest', 'synthetic', 'copying'] as const;

/** What a miner puts into the bucket, and what it commits. */
const delivered = async (name: (typeof MINERS)[number]) => {
  const { hotkey, sign } = round.ROUND_MINERS[name];
  const files = ROUND.zipcodes.map(({ zipcode, expected }) => {
    const bytes = round.roundFile(name, zipcode, expected);
    const key = `${folderOf(hotkey, ROUND.epoch)}zipcode=${zipcode}/rows.ndjson`;
    return { zipcode, contentSha256: shaOf(bytes), rowsRoot: shaOf(bytes), version: memoryVersion(key, bytes) };
  });
  const manifest = {
    netuid: ROUND.netuid,
    epoch: ROUND.epoch,
    nonce: ROUND.nonce,
    hotkey,
    files: files.map(({ zipcode, contentSha256, rowsRoot }) => ({ contentSha256, rowsRoot, zipcode })),
  };
  const signed = await signManifest(nodeHost, ROUND.genesis, manifest, sign);
  const key = formatKey({ kind: 'manifest', hotkey, epoch: ROUND.epoch, manifestSha256: signed.sha256 });
  const versions: readonly MemoryVersion[] = [
    memoryVersion(key, encodeManifest(signed)),
    ...files.map(({ version }) => version),
  ];
  return { hotkey, versions, sha256: signed.sha256 };
};

const deliveries = await Promise.all(MINERS.map(delivered));
const newBucket = () => memoryBucket(deliveries.flatMap(({ versions }) => versions));

const openedLog = async (): Promise<EventLog> => {
  const log = memoryLog(round.roundHeader, nodeHost);
  const commits = deliveries.map(({ hotkey, sha256 }, i) => round.committedLine(203 + i, 1, hotkey, sha256));
  const { startBlock, seedBlock } = ROUND;
  const chain = [round.finalizedLine(startBlock), round.snapshotLine(startBlock), ...commits];
  right(await lines(log, ...round.openingLines(), ...chain, round.finalizedLine(seedBlock)));
  return log;
};

const headAt = (block: number) => async () => E.right(block as Block);

const ingest = async (log: EventLog, bucket = newBucket(), by = round.first, block = 210) => {
  const options = { bucket, epoch: ROUND.epoch, by, host: nodeHost, verify, headAt: headAt(block) };
  const found: IngestedMiner[] = [];
  const measuring = { measure: listingMeasure, limits: FOLDER_LIMITS, extractor: LISTING_EXTRACTOR };
  for await (const step of ingestEpoch(log, { ...options, ...measuring })) found.push(right(step));
  return found;
};

/** A source that knows its listings, and now and then gives no answer. */
const sourceOf = (seed: number, outage: number) => {
  const random = randomFrom(seed);
  let asked = 0;
  const evidenceSha256 = '0'.repeat(64) as Hash32;
  const scraper: CheckOptions['scraper'] = {
    check: async ({ values }) => {
      asked += 1;
      if (random(100) < outage)
        return { kind: 'inconclusive', cause: 'serverError', detail: 'status 503', evidenceSha256 };
      if (round.isRoundListing(values['id'] ?? '')) return { kind: 'passed', evidenceSha256 };
      return { kind: 'failed', verdict: 'absent', fields: [], evidenceSha256 };
    },
  };
  return { scraper, asked: () => asked };
};

const contents: CheckOptions['contents'] = { get: async () => undefined, put: async () => undefined };

/** Checks until nothing is left: blocks come while it waits. Ends early after so many looks. */
const check = async (
  log: EventLog,
  scraper: CheckOptions['scraper'],
  { by = round.first, from = 231, looks = Number.POSITIVE_INFINITY, bucket = newBucket() } = {},
) => {
  let head = from;
  const steps: CheckStep[] = [];
  const pause = async (): Promise<void> => {
    head += 1;
  };
  const outside = { bucket, host: nodeHost, verify, headAt: async () => E.right(head as Block) };
  for await (const step of checkEpoch(log, {
    ...outside,
    epoch: ROUND.epoch,
    by,
    scraper,
    contents,
    tries: 4,
    pause,
  })) {
    steps.push(right(step));
    if (steps.filter(({ kind }) => kind === 'looked').length >= looks) break;
  }
  return { steps, head };
};

const sealed = async (log: EventLog) => {
  right(await lines(log, round.finalizedLine(ROUND.evidenceBlock), round.snapshotLine(ROUND.evidenceBlock)));
  const { result } = right(await sealEpoch(log, ROUND.epoch, { unjudged: false, host: nodeHost }));
  const reasonOf = (hotkey: string) => result.miners.find((miner) => miner.hotkey === hotkey)?.reason;
  return {
    seal: result.seal.seal,
    scores: result.seal.scores,
    reasons: MINERS.map((name) => reasonOf(round.ROUND_MINERS[name].hotkey)),
  };
};

const EXPECTED = ['SCORED', 'SYNTHETIC', 'HASH_MISMATCH'];

test('an ingest tells everything once, and a second one reads nothing', async () => {
  const log = await openedLog();
  const bucket = newBucket();
  const found = await ingest(log, bucket);
  const own = found.filter(({ manifests }) => manifests > 0);
  assert.equal(
    own.map(({ uid, manifests, files, measured, rows, facts }) => [uid, manifests, files, measured, rows, facts]),
    [
      [3, 1, 2, 2, 70, 5],
      [4, 1, 2, 2, 70, 5],
      [5, 1, 2, 2, 70, 3],
    ],
    'a copied content is measured once',
  );
  const reads = bucket.reads();
  const again = await ingest(log, bucket);
  assert.equal(
    again.reduce((sum, { facts }) => sum + facts, 0),
    0,
  );
  assert.is(bucket.reads() - reads, 0);
  assert.equal(
    again.map(({ rows }) => rows),
    found.map(({ rows }) => rows),
  );
});

test('only the honest miner is paid, and an outage of the source changes no verdict', async () => {
  for (const outage of [0, 10, 30]) {
    const log = await openedLog();
    await ingest(log);
    const { steps } = await check(log, sourceOf(7, outage).scraper);
    assert.equal(steps.at(-1), { kind: 'done', over: 0 });
    assert.equal((await sealed(log)).reasons, EXPECTED, `outage ${outage} %`);
  }
});

test('a check that ends after any look goes on behind it, and looks at nothing twice', async () => {
  const whole = await openedLog();
  await ingest(whole);
  const source = sourceOf(7, 0);
  await check(whole, source.scraper);
  const expected = await sealed(whole);
  for (const looks of [1, 7, 15, 25]) {
    const log = await openedLog();
    await ingest(log);
    const broken = sourceOf(7, 0);
    const { head } = await check(log, broken.scraper, { looks });
    await check(log, broken.scraper, { from: head });
    assert.equal(await sealed(log), expected, `broken off after ${looks} looks`);
    assert.is(broken.asked(), source.asked());
  }
});

test('a file that is gone stops no check of the others, and its rows are left over', async () => {
  const log = await openedLog();
  await ingest(log);
  const { hotkey } = round.ROUND_MINERS.honest;
  const bucket = memoryBucket(deliveries.filter((one) => one.hotkey !== hotkey).flatMap(({ versions }) => versions));
  const { steps } = await check(log, sourceOf(7, 0).scraper, { bucket });
  const minersOf = (kind: 'unreadable' | 'looked') =>
    new Set(steps.flatMap((step) => (step.kind === kind ? [step.planned.hotkey] : [])));
  assert.equal(minersOf('unreadable'), new Set([hotkey]));
  assert.equal(minersOf('looked'), new Set([round.ROUND_MINERS.synthetic.hotkey]));
  const last = steps.at(-1);
  assert.ok(last?.kind === 'done' && last.over > 0);
});

test('a source that is slow keeps nobody from what is due: no look is begun from a given block on', async () => {
  const log = await openedLog();
  await ingest(log);
  let head = 231;
  const { scraper, asked } = sourceOf(7, 0);
  const slow: CheckOptions['scraper'] = {
    check: async (row) => {
      head += 1;
      return scraper.check(row);
    },
  };
  const outside = { bucket: newBucket(), host: nodeHost, verify, headAt: async () => E.right(head as Block) };
  const options = {
    ...outside,
    epoch: ROUND.epoch,
    by: round.first,
    scraper: slow,
    contents,
    tries: 2,
    pause: undefined,
  };
  const ends: unknown[] = [];
  for await (const step of checkEpoch(log, { ...options, until: 234 as Block }))
    if (E.isLeft(step)) ends.push(step.left);
  assert.equal(
    ends.map((end) => [(end as { kind: string }).kind, (end as { fromBlock: number }).fromBlock]),
    [['wait', 234]],
  );
  assert.is(asked(), 3);
  // Without one it ends at evidenceBlock.
  head = ROUND.evidenceBlock - 2;
  const steps: CheckStep[] = [];
  for await (const step of checkEpoch(log, options)) steps.push(right(step));
  assert.is(asked(), 5);
  const last = steps.at(-1);
  assert.ok(last?.kind === 'done' && last.over > 0);
});

test('without the hash of seedBlock, and before a look counts, it says what it waits for', async () => {
  const log = await openedLog();
  await ingest(log);
  const { scraper } = sourceOf(7, 0);
  const outside = { bucket: newBucket(), host: nodeHost, verify, headAt: headAt(230) };
  const options = { ...outside, epoch: ROUND.epoch, by: round.first, scraper, contents, tries: 2, pause: undefined };
  for await (const step of checkEpoch(log, options)) {
    assert.ok(E.isLeft(step) && step.left.kind === 'wait');
    assert.is(step.left.fromBlock, 231);
  }
});

test.run();
