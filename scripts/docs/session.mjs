import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TIMEOUT_MS = 120_000;
const LEFT_OUT = new Set(['.git', '.cache', 'coverage']);
/** Too big to copy, and nothing that a page shows writes there. */
const LINKED = new Set(['node_modules', 'dist']);
const STAND_IN = fileURLToPath(new URL('npm-stand-in.mjs', import.meta.url));

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 1_073_741_824;

/** Where to make the copy: in memory where there is plenty of it, because a thousand small files are slow on a busy disk. */
const scratch = () => {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ENOUGH_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
};

const writeProgram = (folder, name, command) =>
  writeFileSync(join(folder, name), `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });

const copyFolder = (from, to) => {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (LEFT_OUT.has(entry.name)) continue;
    if (LINKED.has(entry.name) || entry.isSymbolicLink()) symlinkSync(source, copy);
    else if (entry.isDirectory()) copyFolder(source, copy);
    else copyFileSync(source, copy);
  }
};

/**
 * A folder to run the commands of one page in: a copy of the checkout, so that what they make or change is thrown away.
 * `subnet-cli` is the built program; `npm` does not install or test again.
 */
export const openSession = (root) => {
  const folder = mkdtempSync(join(scratch(), 'docs-'));
  const [home, bin, clone] = ['home', 'bin', 'clone'].map((name) => join(folder, name));
  for (const path of [home, bin]) mkdirSync(path);
  copyFolder(root, clone);
  writeProgram(bin, 'subnet-cli', `'${process.execPath}' '${join(root, 'packages/cli/bin/subnet-cli.js')}'`);
  writeProgram(bin, 'npm', `'${process.execPath}' '${STAND_IN}'`);
  const env = {
    PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    NO_COLOR: '1',
    TERM: 'dumb',
    DOCS_ROOT: root,
  };

  /** Runs a script and answers its output as a terminal would show it, and its exit code. `before` is what `$?` says. */
  const run = (script, before = 0) => {
    const { stdout, status, error } = spawnSync('bash', ['-c', `exec 2>&1\n(exit ${before})\n${script}`], {
      cwd: clone,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: TIMEOUT_MS,
      maxBuffer: 64 * 1024 * 1024,
    });
    const why = error === undefined ? '' : `${error.message}\n`;
    return { output: `${stdout ?? ''}${why}`, status: status ?? 1 };
  };
  return { run, close: () => rmSync(folder, { recursive: true, force: true }) };
};
