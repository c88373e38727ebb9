#!/usr/bin/env node
// Scoring one epoch (`close`) against the same rules in doubles: `node --expose-gc bench/programs/close.mjs <log> <epoch>
// <rounds>` runs them in turn, warm, and prints the median time of each, the median of their ratios, and the seal. Young
// garbage of the reading is collected before each, so that both pay for their own.
import { readFileSync } from 'node:fs';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { replayEpoch } from '@subnet-scoring/core';
import { median } from '../median.mjs';
import { closeInDoubles } from './f64/close.mjs';
import { differences } from './f64/differences.mjs';
import { gather } from './f64/gather.mjs';
import { logAt, rightOf } from './log-files.mjs';
import { pushFile } from './push-file.mjs';

const [folder, epoch, rounds] = process.argv.slice(2);
const { header, segment, stateBefore } = logAt(folder, Number(epoch));
const before = stateBefore();

const timed = (work) => {
  globalThis.gc({ type: 'minor' });
  const start = performance.now();
  const result = work();
  return { ms: performance.now() - start, result };
};

const exact = () => {
  const run = replayEpoch(header, before, Number(epoch), nodeHost);
  pushFile(segment, run.push);
  const { ms, result } = timed(() => rightOf(run.close()));
  return { ms, seal: result.seal.seal, miners: result.miners };
};

const inDoubles = () => {
  const facts = readFileSync(segment, 'utf8').trimEnd().split('\n').map(JSON.parse);
  const { netuid } = header;
  const { data, seed } = gather(facts, before.active[0], { sha256: nodeHost.sha256, netuid, epoch: Number(epoch) });
  facts.length = 0;
  const { ms, result } = timed(() => closeInDoubles(data, seed));
  return { ms, miners: result };
};

const pair = () => {
  const a = exact();
  const b = inDoubles();
  const differing = differences(a.miners, b.miners);
  if (differing.length > 0) throw new Error(`epoch ${epoch}: exact and doubles differ: ${differing.join('; ')}`);
  return { seal: a.seal, exactMs: a.ms, doublesMs: b.ms, ratio: a.ms / b.ms };
};

const WARM_UP = 20;
const runs = Array.from({ length: WARM_UP + Number(rounds) }, pair).slice(WARM_UP);
const middle = (key) => median(runs.map((run) => run[key]));
const [{ seal }] = runs;
console.log(
  JSON.stringify({ exactMs: middle('exactMs'), doublesMs: middle('doublesMs'), ratio: middle('ratio'), seal }),
);
