#!/usr/bin/env node
// What the id histories of the volume race cost: memory of 256 miners with 100,000 ids each, the time to fill them, the time of
// an epoch on top (no ids are copied), and the snapshot. `node --expose-gc bench/volume-history.mjs [MINERS] [IDS]`

import { createHash } from 'node:crypto';
import { emptyHistory, openHistory } from '../packages/core/dist/mechanisms/volume-race/history.js';
import { readState, writeState } from '../packages/core/dist/mechanisms/volume-race/state-codec.js';
import { mip2 } from '../packages/core/dist/rulesets/mip2-1.js';
import { byteReader, byteWriter } from './scale-bytes.mjs';

const [miners = 256, ids = 100_000] = process.argv.slice(2).map(Number);
const LIMIT_MB = 600;
const EPOCH_IDS = 1_000;
const SEED = '5e'.repeat(32);

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const megabytes = (bytes) => Math.round(bytes / 1_000_000);
const memory = () => {
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return `rss ${megabytes(rss)} MB, heap ${megabytes(heapUsed)} MB, arrays ${megabytes(arrayBuffers)} MB`;
};
const timed = (what, count, run) => {
  const start = performance.now();
  const result = run();
  const ms = performance.now() - start;
  console.log(`${what}: ${ms.toFixed(0)} ms, ${((ms * 1e6) / count).toFixed(0)} ns each; ${memory()}`);
  return result;
};

/** Adds `count` ids to every miner as the close of an epoch does. Ids look like those of posts: time above, a counter below. */
const addEpoch = (history, first, count) => {
  const draft = openHistory(sha256, SEED, history, count);
  for (let miner = 0; miner < miners; miner += 1) {
    const scope = draft.scope(`coldkey/${miner}`);
    for (let i = first; i < first + count; i += 1) {
      const high = 0x0de0b6b3 + Math.floor(i / 1_000);
      const low = Math.imul(i, 2_654_435_761) >>> 0;
      if (!scope.has(0, high, low)) scope.add(0, high, low);
    }
  }
  return draft.close();
};

console.log(`${miners} miners, ${ids} ids each, node ${process.version}; before: ${memory()}`);
const full = timed('fill', miners * ids, () => addEpoch(emptyHistory('coldkey'), 0, ids));
const { rss } = process.memoryUsage();
console.log(`limit ${LIMIT_MB} MB: ${megabytes(rss) < LIMIT_MB ? 'held' : 'BROKEN'}`);
const next = timed('one epoch more', miners * EPOCH_IDS, () => addEpoch(full, ids, EPOCH_IDS));
timed('the same epoch again, on the older state (a preview)', miners * EPOCH_IDS, () => addEpoch(full, ids, EPOCH_IDS));
timed('ids that are all known', miners * EPOCH_IDS, () => addEpoch(next, 0, EPOCH_IDS));

const state = { standings: new Map(), buckets: [], history: full, called: new Map() };
const bytes = timed('write a snapshot', miners * ids, () => {
  const out = byteWriter();
  writeState(state, out);
  return out.finish();
});
console.log(`snapshot: ${megabytes(bytes.length)} MB`);
timed('read it', miners * ids, () => readState(mip2.params, byteReader(bytes)));
