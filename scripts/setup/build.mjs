import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { listFiles } from '../files.mjs';

const STAMP = '.cache/setup/build.json';
const IS_INPUT = /^packages\/[^/]+\/(?:src\/.*|package\.json|tsconfig[^/]*\.json)$/;
const IS_BUILT = /^(packages\/[^/]+)\/dist\/(.*?)(?:\.js|\.d\.ts)(?:\.map)?$/;

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Hash of every file that the build reads, by path. Contents and not times: a checkout or a cache changes times. */
const fingerprint = (root) => {
  const files = listFiles(root, 'packages').filter((path) => IS_INPUT.test(path));
  const all = [...files, 'tsconfig.json', 'tsconfig.base.json', 'node_modules/typescript/package.json'];
  return Object.fromEntries(
    all.filter((path) => existsSync(`${root}/${path}`)).map((path) => [path, sha256(readFileSync(`${root}/${path}`))]),
  );
};

/** Built files whose source is gone. The compiler leaves them, and a test among them would still run. */
export const staleFiles = (root) =>
  listFiles(root, 'packages', { dist: true }).filter((path) => {
    const [, folder, name] = path.match(IS_BUILT) ?? [];
    return name !== undefined && !existsSync(`${root}/${folder}/src/${name}.ts`);
  });

/** Sources without their built file. */
export const unbuiltSources = (root) =>
  listFiles(root, 'packages').filter((path) => {
    const [, folder, name] = path.match(/^(packages\/[^/]+)\/src\/(.*)\.ts$/) ?? [];
    return name !== undefined && !name.endsWith('.d') && !existsSync(`${root}/${folder}/dist/${name}.js`);
  });

/** Why to build, given the fingerprint of the last good build (undefined when there was none); undefined when not. */
export const reasonToBuild = (last, now) => {
  if (last === undefined) return 'there is no good build yet';
  const paths = [...new Set([...Object.keys(last), ...Object.keys(now)])].filter((path) => last[path] !== now[path]);
  if (paths.length === 0) return undefined;
  return `${paths[0]}${paths.length > 1 ? ` and ${paths.length - 1} more` : ''} changed`;
};

const readStamp = (root) => {
  try {
    return JSON.parse(readFileSync(`${root}/${STAMP}`, 'utf8'));
  } catch {
    return undefined; // missing or cut off: then build
  }
};

const removeStale = (root, say) => {
  const stale = staleFiles(root);
  for (const path of stale) rmSync(`${root}/${path}`);
  if (stale.length > 0) say(`removed ${stale.length} built files whose source is gone, the first is ${stale[0]}`);
};

// A program of few files starts twice as fast; see docs/decisions/0010-bundle-of-the-program.md.
const bundle = (root) => {
  const script = `${root}/packages/cli/bundle.mjs`;
  if (!existsSync(script)) return true;
  return spawnSync(process.execPath, [script], { cwd: root, stdio: ['ignore', 2, 2] }).status === 0;
};

/** Builds when there is a reason; answers the exit code of the compiler. */
export const build = (root, say) => {
  removeStale(root, say);
  const now = fingerprint(root);
  const last = readStamp(root);
  const unbuilt = unbuiltSources(root);
  const reason = reasonToBuild(last, now) ?? (unbuilt.length > 0 ? `${unbuilt[0]} is not built` : undefined);
  if (reason === undefined) return 0;
  say(`tsc -b, because ${reason}`);
  // The compiler goes by its own notes: where built files vanished behind its back, it must be told to make them again.
  const vanished = unbuilt.some((path) => last === undefined || path in last);
  rmSync(`${root}/${STAMP}`, { force: true }); // a build that fails leaves files that belong to no stamp
  const args = [`${root}/node_modules/typescript/bin/tsc`, '-b', ...(vanished ? ['--force'] : [])];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) return status ?? 1;
  if (!bundle(root)) return 1;
  mkdirSync(dirname(`${root}/${STAMP}`), { recursive: true });
  writeFileSync(`${root}/${STAMP}`, JSON.stringify(now));
  return 0;
};
