#!/usr/bin/env node
// What the id histories of the volume race cost. `node bench/programs/volume-history.mjs <miners> <ids>` prints one line of JSON:
// memory of the process once every miner has that many ids, the time of an epoch on top (no ids are copied), of the same epoch
// on the older state, of one whose ids are all known, and of the snapshot.
import { createHash } from 'node:crypto';
import { scaleReader, scaleWriter } from '../../packages/core/dist/hash/scale.js';
import { emptyHistory, openHistory } from '../../packages/core/dist/mechanisms/volume-race/history.js';
import { readState, writeState } from '../../packages/core/dist/mechanisms/volume-race/state-codec.js';
import { mip2 } from '../../packages/core/dist/rulesets/mip2-1.js';

const [miners = 256, ids = 100_000] = process.argv.slice(2).map(Number);
const EPOCH_IDS = 1_000;
const SEED = '5e'.repeat(32);

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const timed = (run) => {
  const start = performance.now();
  const result = run();
  return { result, ms: performance.now() - start };
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

const full = timed(() => addEpoch(emptyHistory('coldkey'), 0, ids));
const peakBytes = process.memoryUsage().rss;
const next = timed(() => addEpoch(full.result, ids, EPOCH_IDS));
const again = timed(() => addEpoch(full.result, ids, EPOCH_IDS));
const known = timed(() => addEpoch(next.result, 0, EPOCH_IDS));

const state = { standings: new Map(), buckets: [], history: full.result, called: new Map() };
const written = timed(() => {
  const out = scaleWriter();
  writeState(state, out);
  return out.finish();
});
const read = timed(() => readState(mip2.params, scaleReader(written.result)));
console.log(
  JSON.stringify({
    peakBytes,
    fillMs: full.ms,
    epochMs: next.ms,
    againMs: again.ms,
    knownMs: known.ms,
    snapshotBytes: written.result.length,
    writeMs: written.ms,
    readMs: read.ms,
  }),
);
