import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TIMEOUT_MS = 120_000;
const LEFT_OUT = new Set(['.git', '.cache', 'coverage']);
/** Too big to copy, and nothing that a page shows writes there. */
const LINKED = 'node_modules';
const STAND_IN = fileURLToPath(new URL('npm-stand-in.mjs', import.meta.url));

const writeProgram = (folder, name, command) =>
  writeFileSync(join(folder, name), `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });

const copyClone = (root, clone) => {
  mkdirSync(clone);
  for (const name of readdirSync(root).filter((entry) => !LEFT_OUT.has(entry))) {
    if (name === LINKED) symlinkSync(join(root, name), join(clone, name));
    else cpSync(join(root, name), join(clone, name), { recursive: true, verbatimSymlinks: true });
  }
};

/**
 * A folder to run the commands of one page in: a copy of the checkout, so that what they make or change is thrown away.
 * `subnet-cli` is the built program; `npm` does not install or test again.
 */
export const openSession = (root) => {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  const [home, bin, clone] = ['home', 'bin', 'clone'].map((name) => join(folder, name));
  for (const path of [home, bin]) mkdirSync(path);
  copyClone(root, clone);
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
