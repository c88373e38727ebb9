#!/usr/bin/env node
// Measures what README.md of this folder says, as ratios in one run. `--full` adds the log of ten million facts, `--smoke`
// runs every row on a small log and judges hashes only, `--json` prints one object.
import { mkdirSync } from 'node:fs';
import { generate } from './generate.mjs';
import { bucketListingRows } from './rows/bucket-listing.mjs';
import { coldStartRows } from './rows/cold-start.mjs';
import { listingsRows } from './rows/listings.mjs';
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
const makeLog = (facts, epochs) => {
  say(`log of ${facts} facts in ${epochs} epochs`);
  return generate(facts, epochs, (done) => {
    if (done % 64 === 0) say(`made ${done} of ${epochs} epochs`);
  });
};

mkdirSync(new URL('../.cache/bench/', import.meta.url), { recursive: true });
const log = smoke ? makeLog(20_000, 4) : makeLog(1_000_000, 64);
const rows = [];
const measure = (name, part, options) => {
  say(name);
  rows.push(...part({ expectSeal, ...options }));
};
measure('replay', replayRows, { log, pairs: smoke ? 1 : 5 });
const large = full ? makeLog(10_000_000, 641) : undefined;
measure('one epoch, scoring and memory', oneEpochRows, {
  log: large ?? log,
  small: large === undefined ? undefined : log,
  judgesSize: full,
  rounds: smoke ? 1 : 9,
});
measure('bucket', bucketListingRows, smoke ? { versions: 1500, rounds: 1 } : { versions: 5000, rounds: 9 });
measure('listings', listingsRows, { submissions: smoke ? 10 : 300, pairs: smoke ? 1 : 5 });
measure('cold start', coldStartRows, { starts: smoke ? 1 : 21 });

const judged = rows.map((row) => {
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = row.bar ?? {};
  return { ...row, holds: smoke || (row.value >= atLeast && row.value <= atMost) };
});
if (json) {
  const barOf = ({ bar }) => (bar === undefined || smoke ? null : (bar.atLeast ?? bar.atMost));
  const plain = judged.map((row) => ({ name: row.name, value: row.value, bar: barOf(row), holds: row.holds }));
  console.log(JSON.stringify({ rows: plain }));
} else {
  printMix(log);
  printRows(judged, smoke);
}
for (const difference of differences) console.error(`bench: ${difference}`);
if (differences.length > 0 || judged.some(({ holds }) => !holds)) process.exit(1);
