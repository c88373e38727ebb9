import { createHash } from 'node:crypto';
import { manifestSha256 } from '@subnet-scoring/core';
import { zipcodeRace1 } from '@subnet-scoring/core/testing';
import { factOf } from './fact.mjs';
import { NETUID } from './world.mjs';

const { extractor, requiredFields } = zipcodeRace1.params;
const FIELDS = [...requiredFields, 'id', 'latitude', 'longitude', 'zipcode'].sort();
const MINUTE_MS = 60_000;

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** What a miner has of one zipcode: mostly about the right number of rows, mostly filled. */
const makeFile = (random, { zipcode, expected }) => {
  const off = random.chance(30_000) ? random.between(11, 40) : random.between(0, 8);
  const rows = Math.max(1, expected + Math.floor((random.chance(700_000) ? -1 : 1) * ((expected * off) / 100)));
  const gap = random.chance(40_000) ? 40 : 12;
  const filled = Object.fromEntries(FIELDS.map((name) => [name, rows - Math.floor((rows * random.below(gap)) / 100)]));
  return { zipcode, rows, filled, contentSha256: random.hex(64), rowsRoot: random.hex(64), bytes: rows * 231 };
};

const seenOf = ({ random, epoch, by }, hotkey, file, block) =>
  factOf(
    epoch,
    block,
    'SubmissionSeen',
    {
      bytes: file.bytes,
      contentSha256: file.contentSha256,
      etag: random.hex(32),
      hotkey,
      key: `listings/${epoch}/${file.zipcode}/${hotkey}.parquet`,
      lastModifiedMs: 1_750_000_000_000 + block * 12_000 - random.below(MINUTE_MS),
      versionId: random.hex(32),
      zipcode: file.zipcode,
    },
    { by },
  );

const measuredOf = ({ random, epoch, by, nonce }, hotkey, file, block) =>
  factOf(
    epoch,
    block,
    'SubmissionMeasured',
    {
      contentSha256: file.contentSha256,
      duplicateIdRows: random.chance(10_000) ? random.between(1, 9) : 0,
      extractor,
      filled: file.filled,
      header: { epoch, hotkey, netuid: NETUID, nonce: random.chance(5_000) ? random.hex(64) : nonce },
      rows: file.rows,
      rowsRoot: file.rowsRoot,
      wrongZipRows: random.chance(10_000) ? random.between(1, 9) : 0,
      zipcode: file.zipcode,
    },
    { by },
  );

/** One commitment with its manifest; only the files in `fresh` are new, and so sighted and measured. */
const commit = (context, hotkey, files, fresh, block) => {
  const { random, epoch, by, nonce, blocks } = context;
  const data = {
    files: files.map(({ contentSha256, rowsRoot, zipcode }) => ({ contentSha256, rowsRoot, zipcode })),
    hotkey,
    nonce,
  };
  const hash = manifestSha256(sha256, NETUID, epoch, data);
  const seenAt = () => {
    const late = random.chance(8_000);
    return late ? blocks.seedBlock + random.below(200) : Math.min(blocks.seedBlock - 1, block + random.between(1, 40));
  };
  const ix = [context.nextExtrinsic(), 1];
  return [
    factOf(epoch, block, 'SubmissionCommitted', { hotkey, manifestSha256: hash }, { ix }),
    factOf(epoch, seenAt(), 'ManifestSeen', { ...data, manifestSha256: hash }, { by }),
    ...fresh.flatMap((file) => {
      const at = seenAt();
      return [seenOf(context, hotkey, file, at), measuredOf(context, hotkey, file, at + random.below(30))];
    }),
  ];
};

/** One miner in five rushes to commit, the others come all day; some correct one file and commit again. */
const submit = (context, hotkey, assignments) => {
  const { random, blocks } = context;
  const last = random.chance(200_000) ? blocks.startBlock + 300 : blocks.endBlock - 1_000;
  const first = random.between(blocks.startBlock + 1, last);
  const files = assignments.map((assignment) => makeFile(random, assignment));
  const facts = commit(context, hotkey, files, files, first);
  if (!random.chance(60_000)) return facts;
  const at = random.below(files.length);
  const corrected = [...files];
  corrected[at] = makeFile(random, assignments[at]);
  return [...facts, ...commit(context, hotkey, corrected, [corrected[at]], first + random.between(50, 900))];
};

/** Everything that miners hand in during one epoch: at most `room` facts, spread over miners and zipcodes. */
export const submissions = (context, miners, assignment, room) => {
  const { random } = context;
  const active = random.some(miners, miners.length - 10);
  const perFile = 2;
  const perMiner = 2.5; // commitment and manifest, and now and then a second pair
  const files = Math.floor((room - active.length * perMiner) / perFile);
  const pairs = Array.from({ length: active.length * assignment.length }, (_, at) => at);
  const chosen = random.some(pairs, Math.min(files, pairs.length));
  const ofMiner = active.map(() => []);
  for (const at of chosen) ofMiner[Math.floor(at / assignment.length)].push(assignment[at % assignment.length]);
  return active.flatMap(({ hotkey }, at) => (ofMiner[at].length === 0 ? [] : submit(context, hotkey, ofMiner[at])));
};
