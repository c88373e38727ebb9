import type { FileSystem } from '../directory/file-system.js';
import { readFile } from '../directory/file-system.js';
import { type DirectoryNode, emptyDirectory, emptyFile } from './crash-disk.js';
import { type CrashFileSystem, crashFileSystem } from './crash-file-system.js';

/** Files of a directory by their path inside it. */
export type Files = ReadonlyMap<string, Buffer>;

/** All files below a directory. */
export const filesIn = (fs: FileSystem, directory: string): Files => {
  const files = new Map<string, Buffer>();
  const visit = (folder: string): void => {
    for (const name of fs.list(`${directory}/${folder}`)) {
      const bytes = name.endsWith('/') ? undefined : readFile(fs, `${directory}/${folder}${name}`);
      if (bytes === undefined) visit(`${folder}${name}`);
      else files.set(`${folder}${name}`, Buffer.from(bytes));
    }
  };
  visit('');
  return files;
};

/** A disk in memory with these files in one directory. */
export const diskWith = (files: Files, directory: string): CrashFileSystem => {
  const root = emptyDirectory();
  for (const [path, bytes] of files) {
    let at: DirectoryNode = root;
    const parts = `${directory}/${path}`.split('/');
    const name = parts.pop() ?? '';
    for (const part of parts) {
      const known = at.current.get(part);
      const next: DirectoryNode = known?.kind === 'directory' ? known : emptyDirectory();
      at.current.set(part, next);
      at.durable.set(part, next);
      at = next;
    }
    const file = emptyFile(bytes);
    at.current.set(name, file);
    at.durable.set(name, file);
  }
  return crashFileSystem(Number.POSITIVE_INFINITY, root);
};

const unchanging = (): never => {
  throw new Error('these files are only read');
};

/** The same files, to be read only: made in no time, for tests that need thousands. */
export const frozenDisk = (files: Files, directory: string): FileSystem => {
  const at = new Map([...files].map(([path, bytes]) => [`${directory}/${path}`, bytes]));
  const names = new Map<string, Set<string>>();
  for (const path of at.keys()) {
    const [folder, name] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)];
    names.set(folder, (names.get(folder) ?? new Set<string>()).add(name));
    if (folder !== directory)
      names.set(directory, (names.get(directory) ?? new Set()).add(`${folder.slice(directory.length + 1)}/`));
  }
  const handles: Buffer[] = [];
  return {
    size: (path) => at.get(path)?.length ?? (names.has(path) ? 0 : undefined),
    list: (path) => [...(names.get(path) ?? [])].sort((a, b) => (a < b ? -1 : 1)),
    open: (path, mode) => (mode === 'read' ? handles.push(at.get(path) ?? unchanging()) - 1 : unchanging()),
    close: () => undefined,
    readAt: (handle, into, offset) => handles[handle]?.copy(into, 0, offset) ?? 0,
    append: unchanging,
    truncate: unchanging,
    fdatasync: unchanging,
    makeDirectory: unchanging,
    syncDirectory: unchanging,
    rename: unchanging,
    remove: unchanging,
    createExclusive: unchanging,
  };
};

/** The same files with one changed; undefined takes it away. */
export const withFileAs = (files: Files, path: string, bytes: Buffer | undefined): Files => {
  const changed = new Map(files);
  if (bytes === undefined) changed.delete(path);
  else changed.set(path, bytes);
  return changed;
};

/** A copy with one bit flipped. */
export const flipBit = (bytes: Buffer, bit: number): Buffer => {
  const flipped = Buffer.from(bytes);
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
};
