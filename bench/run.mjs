#!/usr/bin/env node
// Measures what README.md of this folder says, as ratios in one run. `--full` adds the log of ten million facts, `--smoke`
// runs every row on a small log and judges hashes only, `--json` prints one object.
import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { generate } from './generate.mjs';
import { largeBatchLog, storageLog } from './log/storage.mjs';
import { volumeLog } from './log/volume.mjs';
import { auditRows } from './rows/audit.mjs';
import { bucketListingRows } from './rows/bucket-listing.mjs';
import { coldStartRows } from './rows/cold-start.mjs';
import { listingsRows } from './rows/listings.mjs';
import { mechanismRows, volumeHistoryRows } from './rows/mechanisms.mjs';
import { oneEpochRows } from './rows/one-epoch.mjs';
import { replayRows } from './rows/replay.mjs';
import { printMix, printRows } from './table.mjs';

const flags = new Set(process.argv.slice(2));
const unknown = [...flags].find((flag) => !['--full', '--smoke', '--json'].includes(flag));
if (unknown !== undefined) {
  console.error(`bench: unknown option ${unknown}; there are --full, --smoke and --json`);
  process.exit(2);
}
const smoke = flags.has('--smoke');
const full = flags.has('--full') && !smoke;
const json = flags.has('--json');

const say = (text) => console.error(`bench: ${text}`);
const differences = [];
const expectSeal = (what, found, expected) => {
  if (found !== expected) differences.push(`${what}: expected the seal ${expected}, got ${found}`);
};
const makeLog = (facts, epochs, kind) => {
  say(`log of ${facts} ${kind?.name ?? ''} facts in ${epochs} epochs`);
  const progress = (done) => {
    if (done % 64 === 0) say(`made ${done} of ${epochs} epochs`);
  };
  return generate(facts, epochs, progress, kind);
};

mkdirSync(new URL('../.cache/bench/', import.meta.url), { recursive: true });
const log = smoke ? makeLog(20_000, 4) : makeLog(1_000_000, 64);
const rows = [];
const measure = async (name, part, options) => {
  say(name);
  rows.push(...(await part({ expectSeal, ...options })));
};
await measure('replay', replayRows, { log, pairs: smoke ? 1 : 5 });
const large = full ? makeLog(10_000_000, 641) : undefined;
await measure('one epoch, scoring and memory', oneEpochRows, {
  log: large ?? log,
  small: large === undefined ? undefined : log,
  judgesSize: full,
  rounds: smoke ? 1 : 9,
});
// The bars of the storage tiers: docs/decisions/0012-speed-of-storage-tiers.md.
const mechanisms = [
  { name: 'storage tiers, 3 results a batch', kind: storageLog, epochs: 6, atLeast: 0.5 },
  { name: 'storage tiers, 10 and 15 results a batch', kind: largeBatchLog, epochs: 6, atLeast: 0.25 },
  { name: 'volume race, 100 ids an answer', kind: volumeLog, epochs: 4, atLeast: 0.5 },
].map(({ name, kind, epochs, atLeast }) => ({
  name,
  log: smoke ? makeLog(2_000, 1, kind) : makeLog(46_000, epochs, kind),
  atLeast,
}));
await measure('other mechanisms', mechanismRows, {
  zipcodes: smoke ? log : makeLog(46_000, 3),
  others: mechanisms,
  pairs: smoke ? 1 : 5,
});
await measure('histories of the volume race', volumeHistoryRows, { miners: 256, ids: smoke ? 1_000 : 100_000 });
await measure('audit', auditRows, { log: smoke ? log : makeLog(300_000, 100), pairs: smoke ? 1 : 3 });
await measure('bucket', bucketListingRows, smoke ? { versions: 1500, rounds: 1 } : { versions: 5000, rounds: 9 });
await measure('listings', listingsRows, { submissions: smoke ? 10 : 300, pairs: smoke ? 1 : 5 });
await measure('cold start', coldStartRows, { starts: smoke ? 1 : 21 });

const judged = rows.map((row) => {
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = row.bar ?? {};
  return { ...row, holds: smoke || row.isMetOtherwise || (row.value >= atLeast && row.value <= atMost) };
});
if (json) {
  const barOf = ({ bar }) => (bar === undefined || smoke ? null : (bar.atLeast ?? bar.atMost));
  const plain = judged.map((row) => ({ name: row.name, value: row.value, bar: barOf(row), holds: row.holds }));
  console.log(JSON.stringify({ rows: plain }));
} else {
  for (const { folder, mix } of [log, ...mechanisms.map((item) => item.log)]) printMix(basename(folder), mix);
  printRows(judged, smoke);
}
for (const difference of differences) console.error(`bench: ${difference}`);
if (differences.length > 0 || judged.some(({ holds }) => !holds)) process.exit(1);
