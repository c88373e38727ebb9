import { type Block, type Hash32, toHex } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LISTING_EXTRACTOR, listingMeasure } from '../../listings/index.js';
import { memoryLog } from '../../memory/index.js';
import { nodeHost } from '../../node/index.js';
import { sealEpoch } from '../../operations/index.js';
import { sr25519Verifier } from '../../signatures/index.js';
import { encodeManifest, FOLDER_LIMITS, formatKey, signManifest } from '../../submissions/index.js';
import { type MemoryVersion, memoryBucket, memoryVersion } from '../../testing/memory-bucket.js';
import { listingsNdjson } from '../../testing/sample-listings.js';
import type { SampleMiner } from '../../testing/sample-miner.js';
import * as round from '../../testing/sample-round.js';
import { appendLines } from '../append-lines.js';
import { ingestEpoch } from './ingest.js';

const { ROUND } = round;
const { netuid, epoch, nonce } = ROUND;
const verify = sr25519Verifier();
const right = <A>(result: E.Either<unknown, A>): A => {
  if (E.isLeft(result)) throw new Error(JSON.stringify(result.left));
  return result.right;
};

/** The objects and the commitment of a submission with so many rows for each zipcode. */
const submission = async ({ hotkey, sign }: SampleMiner, block: number, counts: readonly number[]) => {
  const objects = ROUND.zipcodes.map(({ zipcode }, at) => {
    const bytes = listingsNdjson(round.roundListings(zipcode, counts[at] ?? 0), { epoch, hotkey, netuid, nonce });
    const contentSha256 = toHex(nodeHost.sha256(bytes)) as Hash32;
    const key = formatKey({ kind: 'file', hotkey, epoch, zipcode, file: `${contentSha256.slice(0, 32)}.ndjson` });
    return { file: { contentSha256, rowsRoot: contentSha256, zipcode }, version: memoryVersion(key, bytes) };
  });
  const files = objects.map(({ file }) => file);
  const signed = await signManifest(nodeHost, ROUND.genesis, { netuid, epoch, nonce, hotkey, files }, sign);
  const key = formatKey({ kind: 'manifest', hotkey, epoch, manifestSha256: signed.sha256 });
  return {
    versions: [memoryVersion(key, encodeManifest(signed)), ...objects.map(({ version }) => version)],
    committed: round.committedLine(block, 1, hotkey, signed.sha256),
  };
};

const ingested = async (bucketOf: readonly MemoryVersion[], committed: readonly string[]) => {
  const log = memoryLog(round.roundHeader, nodeHost);
  const { startBlock, seedBlock, evidenceBlock } = ROUND;
  const from = [...round.openingLines(), round.finalizedLine(startBlock), round.snapshotLine(startBlock), ...committed];
  const to = [seedBlock, evidenceBlock].map(round.finalizedLine);
  const lines = [...from, ...to, round.snapshotLine(evidenceBlock)];
  right(await appendLines(log, lines, { host: nodeHost, verify, file: 'test' }));
  const looking = { bucket: memoryBucket(bucketOf), by: round.first, verify, host: nodeHost, limits: FOLDER_LIMITS };
  const measuring = { measure: listingMeasure, extractor: LISTING_EXTRACTOR };
  const headAt = async () => E.right(215 as Block);
  for await (const step of ingestEpoch(log, { ...looking, ...measuring, epoch, headAt })) right(step);
  return right(await sealEpoch(log, epoch, { unjudged: false, host: nodeHost })).result;
};

test('who corrects one file keeps the place of the other one', async () => {
  const first = await submission(round.honest, 203, [20, 40]);
  const rival = await submission(round.copying, 205, [30, 40]);
  const corrected = await submission(round.honest, 207, [30, 40]);
  const all = [first, rival, corrected];
  // As a bucket lists: one object for each key, and what did not change is there once.
  const versions = new Map(all.flatMap((one) => one.versions).map((version) => [version.key, version]));
  assert.is(versions.size, 8);
  const { mechanisms } = await ingested(
    [...versions.values()],
    all.map(({ committed }) => committed),
  );
  const arrivals = (miner: SampleMiner) =>
    mechanisms[0]
      ?.explain(miner.hotkey)
      .sections.flatMap(({ title, steps }) =>
        steps.filter(({ says }) => /by arrival/.test(says)).map(({ says }) => `${title}: ${says}`),
      );
  assert.equal(arrivals(round.honest), [
    'Zipcode 08540 (30 expected): 2nd of 2 complete by arrival: anchor block 207',
    'Zipcode 19103 (40 expected): 1st of 2 complete by arrival: anchor block 203',
  ]);
  assert.equal(arrivals(round.copying), [
    'Zipcode 08540 (30 expected): 1st of 2 complete by arrival: anchor block 205',
    'Zipcode 19103 (40 expected): 2nd of 2 complete by arrival: anchor block 205',
  ]);
});

test.run();
