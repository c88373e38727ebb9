#!/usr/bin/env node
// Runs the built tests. Arguments are parts of paths: `npm test -- core/dist/numbers tidy`.
// TEST_SEED=N repeats a run of the property tests; TEST_TIMEOUT_MS bounds the time of one file.

import { projectRoot } from './files.mjs';
import { findTests } from './runner/find-tests.mjs';
import { newReport } from './runner/report.mjs';

const DEFAULT_SEED = '20260101';
const DEFAULT_TIMEOUT_MS = '300000';

const rootAt = process.argv.indexOf('--root');
const root = rootAt > 0 ? process.argv[rootAt + 1] : projectRoot;
const filters = process.argv.slice(2, rootAt > 0 ? rootAt : undefined);

process.env.TEST_SEED ??= DEFAULT_SEED;
const seed = process.env.TEST_SEED;
if (!/^\d{1,9}$/.test(seed)) {
  console.error(`TEST_SEED must be a whole number below 10^9, got ${JSON.stringify(seed)}`);
  process.exit(2);
}
console.log(`seed: ${seed}`);

const report = newReport();
process.on('exit', report.close);
process.on('unhandledRejection', (error) => report.fail('a rejection that nobody handles', error));
process.on('uncaughtException', (error) => report.fail('an exception that nobody catches', error));

const timeoutMs = Number(process.env.TEST_TIMEOUT_MS ?? DEFAULT_TIMEOUT_MS);
const { runFile } = await import('./runner/run-file.mjs');
for (const path of findTests(root, filters)) {
  // Unreferenced: when nothing else is left to do, the process ends at once and the closing line says so.
  const watchdog = setTimeout(() => {
    report.fail(`not done after ${timeoutMs} ms`);
    process.exit(1);
  }, timeoutMs).unref();
  await report.timed(path, () => runFile(root, path, report));
  clearTimeout(watchdog);
}
report.done = true;
process.exit(); // a handle that a test left open must not keep the run alive
