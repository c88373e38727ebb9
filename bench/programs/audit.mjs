#!/usr/bin/env node
// Audits a log of a directory, or only replays it: `node bench/programs/audit.mjs <directory> [--replay-only]` prints one line of
// JSON: what was found, times, and the peak of memory of this process.
import { openLog } from '@subnet-scoring/adapters/directory';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { auditLog, replayLog } from '@subnet-scoring/adapters/operations';
import { initialReplay } from '@subnet-scoring/core';
import { rightOf } from './log-files.mjs';

const [directory, ...flags] = process.argv.slice(2);
const log = rightOf(openLog(directory, { readOnly: true }));
const seals = await log.seals();

const audit = async () => {
  const chosen = new Set(seals.map(({ epoch }) => epoch));
  const options = { host: nodeHost, quantiser: 'exact-v1', toleranceU16: 0, mecid: 0, chosen, validators: undefined };
  const { validators, records } = rightOf(await auditLog(log, options));
  const rows = validators.reduce(
    (sum, { findings }) => sum + findings.filter(({ row }) => row !== undefined).length,
    0,
  );
  return { records, rows };
};

const replay = async () => {
  let seal = '';
  const start = { state: initialReplay(log.header, nodeHost), next: 0 };
  for await (const replayed of replayLog(log, start, seals.length, { host: nodeHost }))
    seal = rightOf(replayed).result.seal.seal;
  return { seal };
};

const found = flags.includes('--replay-only') ? await replay() : await audit();
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ ...found, wallMs: performance.now(), peakBytes: maxRSS * 1024 }));
