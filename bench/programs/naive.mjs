#!/usr/bin/env node
// Event sourcing as it is usually written, for comparison: every event decoded by its io-ts codec, hashed into a chain on
// its own, and folded into a new state by spreading the old one. `node bench/programs/naive.mjs <log> <facts>`
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { FACT_TYPE } from '@subnet-scoring/core';

const [folder, limit] = process.argv.slice(2);

const withPair = (state, zipcode, hotkey, change) => {
  const key = `${zipcode}/${hotkey}`;
  const pair = state.pairs[key] ?? { seen: 0, rows: 0, anchor: 0 };
  return { ...state, pairs: { ...state.pairs, [key]: { ...pair, ...change(pair) } } };
};

const evolve = (state, { type, block, data }) => {
  switch (type) {
    case 'SubmissionSeen':
      return withPair(state, data.zipcode, data.hotkey, ({ seen }) => ({ seen: seen + 1, anchor: block }));
    case 'SubmissionMeasured':
      return withPair(state, data.zipcode, data.header.hotkey, () => ({ rows: data.rows }));
    case 'SpotCheckPassed':
      return { ...state, passed: { ...state.passed, [data.hotkey]: (state.passed[data.hotkey] ?? 0) + 1 } };
    case 'SpotCheckFailed':
      return { ...state, failed: { ...state.failed, [data.hotkey]: (state.failed[data.hotkey] ?? 0) + 1 } };
    default:
      return state;
  }
};

let state = { pairs: {}, passed: {}, failed: {} };
let chain = '';
let facts = 0;
const start = performance.now();
read: for (const name of readdirSync(`${folder}/segments`).sort()) {
  for (const line of readFileSync(`${folder}/segments/${name}`, 'utf8').split('\n')) {
    if (line === '') continue;
    const value = JSON.parse(line);
    const decoded = FACT_TYPE.get(value.type).sealed.codec.decode(value);
    if (decoded._tag === 'Left') throw new Error(line);
    chain = createHash('sha256').update(chain).update(line).digest('hex');
    state = evolve(state, decoded.right);
    facts += 1;
    if (facts === Number(limit)) break read;
  }
}
console.log(
  JSON.stringify({ facts, wallMs: performance.now() - start, chain, pairs: Object.keys(state.pairs).length }),
);
