import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from '../median.mjs';
import { inTurn } from '../programs.mjs';

const BIN = fileURLToPath(new URL('../../packages/cli/bin/subnet-cli.js', import.meta.url));
const FACTS = fileURLToPath(new URL('../../fixtures/logs/tiny/facts.ndjson', import.meta.url));

const run = (args) => {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
};

/** How long the program takes to start, against Node doing nothing. */
export const coldStartRows = ({ starts }) => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const log = join(folder, 'log');
  for (const args of [
    ['init', log, '--netuid', '46'],
    ['append', FACTS, '--log', log],
    ['seal', '--all', '--log', log],
  ]) {
    run([BIN, 'log', ...args]);
  }
  const times = inTurn(starts, {
    nothing: () => run(['-e', '0']),
    help: () => run([BIN, '--help']),
    validate: () => run([BIN, 'validate', '--epoch', '0', '--log', log]),
  });
  rmSync(folder, { recursive: true });
  const row = (name, key, atMost) => ({
    name,
    value: median(times[key].map((ms, i) => ms / times.nothing[i])),
    bar: { atMost },
    note: `${median(times[key]).toFixed(0)} ms, Node alone ${median(times.nothing).toFixed(0)} ms`,
  });
  return [
    row('cold start of --help against node -e 0', 'help', 1.8),
    row('cold start of validate on the tiny log against node -e 0', 'validate', 3),
  ];
};
