import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** The first package that the lock file wants and node_modules does not hold as wanted; undefined when all are there. */
export const firstMissing = (wanted, installed) =>
  Object.entries(wanted).find(([path, { version, integrity, link, optional }]) => {
    if (!path.includes('node_modules/')) return false; // the root and the workspaces themselves
    const have = installed[path];
    if (have === undefined) return optional !== true; // optional ones are left out on other platforms
    return have.version !== version || have.integrity !== integrity || have.link !== link;
  })?.[0];

/** Why packages must be installed, or undefined. */
export const reasonToInstall = (root) => {
  // npm writes what it installed to a lock file of its own.
  const installed = `${root}/node_modules/.package-lock.json`;
  if (!existsSync(installed)) return 'nothing is installed yet';
  if (!existsSync(`${root}/package-lock.json`)) return undefined;
  const missing = firstMissing(readJson(`${root}/package-lock.json`).packages, readJson(installed).packages);
  return missing === undefined
    ? undefined
    : `package-lock.json asks for another ${missing.replace(/^.*node_modules\//, '')}`;
};

/** Installs when there is a reason; answers the exit code of npm. */
export const install = (root, say) => {
  const reason = reasonToInstall(root);
  if (reason === undefined) return 0;
  const command = existsSync(`${root}/package-lock.json`) ? 'ci' : 'install';
  say(`npm ${command}, because ${reason}`);
  // No package here needs its install script, so none gets to run one.
  const args = [command, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const windows = process.platform === 'win32'; // where npm is a .cmd file
  const { status } = spawnSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 2], shell: windows });
  return status ?? 1;
};
