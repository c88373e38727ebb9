import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder this checkout lives in. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** Folders that hold nothing somebody wrote here. */
const NOT_OURS = new Set(['.git', 'node_modules', '.cache', 'coverage']);

/**
 * All files under `folder` (a path relative to `root`, '' for all of it), as paths relative to `root` with forward
 * slashes, sorted by code unit. A missing folder has no files.
 */
export const listFiles = (root, folder = '', { dist = false } = {}) => {
  const files = [];
  const visit = (path) => {
    let entries;
    try {
      entries = readdirSync(`${root}/${path}`, { withFileTypes: true });
    } catch (error) {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return;
      throw error;
    }
    for (const entry of entries) {
      if (NOT_OURS.has(entry.name) || (entry.name === 'dist' && !dist)) continue;
      const child = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(child);
      else if (entry.isFile()) files.push(child);
    }
  };
  visit(folder);
  return files.sort();
};
