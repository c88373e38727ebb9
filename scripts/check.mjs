#!/usr/bin/env node
// All checks of this code base in one command. `--skip tests` leaves steps out, by name. Every step runs, whatever
// happened to the ones before it; only without a build there is nothing to test.

import { spawnSync } from 'node:child_process';
import { projectRoot } from './files.mjs';

const node = process.execPath;
const STEPS = [
  { name: 'build', command: [node, 'scripts/setup.mjs'], isNeeded: true },
  { name: 'format', command: [node, 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'] },
  { name: 'tidy', command: [node, 'scripts/tidy.mjs'] },
  { name: 'tests', command: [node, 'scripts/test.mjs'] },
  { name: 'docs', command: [node, 'scripts/docs.mjs'] },
];

const args = process.argv.slice(2);
const skipped = args[0] === '--skip' ? args.slice(1) : [];
const unknown = (skipped.length === 0 ? args : skipped).find((name) => !STEPS.some((step) => step.name === name));
if (unknown !== undefined) {
  console.error(
    `check: unknown argument ${unknown}. Usage: check [--skip ${STEPS.map(({ name }) => name).join('|')} ...]`,
  );
  process.exit(2);
}

const failed = [];
for (const { name, command, isNeeded } of STEPS) {
  if (skipped.includes(name)) continue;
  const start = performance.now();
  const { status } = spawnSync(command[0], command.slice(1), { cwd: projectRoot, stdio: 'inherit' });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`check: ${name} ${status === 0 ? 'passed' : 'FAILED'} (${seconds} s)`);
  if (status !== 0) failed.push(name);
  if (status !== 0 && isNeeded) break;
}
if (failed.length > 0) console.log(`check: failed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
