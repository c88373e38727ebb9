#!/usr/bin/env node
// Replays every fixture log with plain JavaScript and with Node's own hashes, and compares every hash with expected.json.
// Runs on any Node and without its compilers (scripts/golden.mjs): the same facts must give the same bits everywhere.

import { nodeHost } from '@subnet-scoring/adapters/node';
import { initialReplay, logHeader, pureHost, replayEpoch } from '@subnet-scoring/core';
import { linesOf, listLogs, readExpected } from './fixtures/read-log.mjs';
import { segmentsOf } from './fixtures/segments.mjs';

const header = logHeader(46, 'local', '0'.repeat(64));
const HASHES = ['count', 'segment', 'rules', 'scores', 'seal', 'status', 'weightsHash'];

const differences = [];
const logs = listLogs();
let epochs = 0;
for (const { name, facts, expected } of logs) {
  const wanted = readExpected(expected);
  const segments = segmentsOf(linesOf(facts));
  if (segments.length !== wanted.length)
    differences.push(`${name}: ${segments.length} epochs, expected ${wanted.length}`);
  for (const [hostName, host] of [
    ['pure', pureHost],
    ['node', nodeHost],
  ]) {
    let state = initialReplay(header, host);
    for (const [at, { epoch, bytes }] of segments.entries()) {
      const replay = replayEpoch(header, state, epoch, host);
      replay.push(bytes);
      const closed = replay.close();
      if (closed._tag === 'Left') {
        differences.push(`${name} epoch ${epoch} (${hostName}): ${closed.left.code} at line ${closed.left.at.line}`);
        break;
      }
      const { seal, weights, next } = closed.right;
      const found = { ...seal, weightsHash: weights?.hash ?? null };
      for (const key of HASHES) {
        if (found[key] !== wanted[at]?.[key]) {
          differences.push(`${name} epoch ${epoch} (${hostName}): ${key} ${found[key]}, expected ${wanted[at]?.[key]}`);
        }
      }
      state = next;
      epochs += 1;
    }
  }
}
for (const difference of differences) console.log(`golden-check: ${difference}`);
console.log(`golden-check: ${logs.length} logs, ${epochs} epochs replayed, ${differences.length} differences`);
process.exitCode = differences.length > 0 || logs.length === 0 ? 1 : 0;
