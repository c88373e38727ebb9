#!/usr/bin/env node
// One epoch from the snapshot before it: `node bench/programs/one-epoch.mjs <log> <epoch> <rounds>` prints the median time
// of the whole (snapshot, read, check, fold, score) and of `close` alone, both warm, and the seal.
import { nodeHost } from '@subnet-scoring/adapters/node';
import { replayEpoch } from '@subnet-scoring/core';
import { median } from '../median.mjs';
import { logAt, rightOf } from './log-files.mjs';
import { pushFile } from './push-file.mjs';

const [folder, epoch, rounds] = process.argv.slice(2);
const { header, segment, stateBefore } = logAt(folder, Number(epoch));

const once = () => {
  const start = performance.now();
  const run = replayEpoch(header, stateBefore(), Number(epoch), nodeHost);
  pushFile(segment, run.push);
  const closing = performance.now();
  const { seal } = rightOf(run.close());
  const end = performance.now();
  return { wholeMs: end - start, closeMs: end - closing, seal: seal.seal };
};

const WARM_UP = 5;
const runs = Array.from({ length: WARM_UP + Number(rounds) }, once).slice(WARM_UP);
console.log(
  JSON.stringify({
    wholeMs: median(runs.map(({ wholeMs }) => wholeMs)),
    closeMs: median(runs.map(({ closeMs }) => closeMs)),
    seal: runs[0].seal,
  }),
);
