import { readFileSync, statSync } from 'node:fs';

const ROOT = new URL('../', import.meta.url);
const PROJECTS = ['core', 'adapters', 'cli'];

const stampOf = (project) => {
  const info = statSync(new URL(`../../.cache/tsbuild/${project}.tsbuildinfo`, ROOT), { throwIfNoEntry: false });
  return info === undefined ? undefined : `${project} ${info.size} ${info.mtimeMs}`;
};

/** What the build looks like now: changes whenever something was compiled. Empty where nobody compiles. */
export const buildStamp = () =>
  PROJECTS.map(stampOf)
    .filter((stamp) => stamp !== undefined)
    .join('\n');

/** Where the bundle is, and the stamp of the build it was made from. */
export const BUNDLE = { folder: new URL('bundle/', ROOT), stamp: new URL('bundle/made-from.txt', ROOT) };

/** The stamp of the bundle; undefined when there is none. */
export const bundleStamp = () => {
  try {
    return readFileSync(BUNDLE.stamp, 'utf8');
  } catch {
    return undefined;
  }
};

/**
 * The program's first module. A bundle of few files starts twice as fast as hundreds of modules, but it is used only while
 * it is as new as the build; installed packages hold no build notes, and their bundle is the build.
 */
export const entryModule = () => {
  const bundled = bundleStamp();
  const build = buildStamp();
  const isFresh = bundled !== undefined && (build === '' || build === bundled);
  return new URL(isFresh ? 'bundle/run-process.js' : 'dist/run-process.js', ROOT).href;
};
