#!/usr/bin/env node
// The plain path of a user: read each segment of a log in pieces into one buffer, push them, close the epoch.
// `node bench/programs/replay.mjs <log> [--no-verify] [--snapshots]` prints one line of JSON: facts, the last seal, times, and
// the peak of memory of this process. `--snapshots` keeps the state after each epoch beside the segments.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { decodeHeader, encodeSnapshot, initialReplay, replayEpoch } from '@subnet-scoring/core';
import { nameOf, rightOf } from './log-files.mjs';
import { pushFile } from './push-file.mjs';

const [folder, ...flags] = process.argv.slice(2);
const checks = { verify: !flags.includes('--no-verify') };
const keepsSnapshots = flags.includes('--snapshots');
if (keepsSnapshots) mkdirSync(`${folder}/snapshots`, { recursive: true });

const header = rightOf(decodeHeader(readFileSync(`${folder}/log.json`, 'utf8').trimEnd()));
// A function of its own: what one epoch leaves behind is free for the next.
const replayOne = (state, name) => {
  const epoch = Number.parseInt(name, 10);
  const run = replayEpoch(header, state, epoch, nodeHost, checks);
  pushFile(`${folder}/segments/${name}`, run.push);
  const { seal, next } = rightOf(run.close());
  if (keepsSnapshots) writeFileSync(`${folder}/snapshots/${nameOf(epoch)}.scale`, encodeSnapshot(next));
  return { count: seal.count, next };
};

let state = initialReplay(header, nodeHost);
let facts = 0;
for (const name of readdirSync(`${folder}/segments`).sort()) {
  const { count, next } = replayOne(state, name);
  facts += count;
  state = next;
}
const { user, system } = process.cpuUsage();
const { maxRSS } = process.resourceUsage();
const wallMs = performance.now();
console.log(
  JSON.stringify({ facts, seal: state.prev, cpuMs: (user + system) / 1000, wallMs, peakBytes: maxRSS * 1024 }),
);
