import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import type { FileSystem, OpenMode } from './file-system.js';

const FLAGS: Readonly<Record<OpenMode, string>> = { read: 'r', append: 'a+', create: 'w+' };
/** What link() answers on file systems without hard links. */
const NO_LINKS = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

const orUndefined = <A>(call: () => A): A | undefined => {
  try {
    return call();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

const writeAll = (handle: number, bytes: Uint8Array): void => {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
};

const createWith = (path: string, bytes: Uint8Array): void => {
  const handle = openSync(path, 'wx');
  try {
    writeAll(handle, bytes);
  } finally {
    closeSync(handle);
  }
};

const isTaken = (error: unknown): boolean => codeOf(error) === 'EEXIST';

const createExclusive = (path: string, bytes: Uint8Array): boolean => {
  // A link appears with its bytes in it, so nobody ever reads a half-written lock.
  const own = `${path}.${process.pid}.tmp`;
  rmSync(own, { force: true });
  createWith(own, bytes);
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    if (!NO_LINKS.has(String(codeOf(error)))) throw error;
  } finally {
    rmSync(own, { force: true });
  }
  try {
    createWith(path, bytes);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
};

const syncDirectory = (path: string): void => {
  if (process.platform === 'win32') return; // directories cannot be opened there; NTFS journals names by itself
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** Paths of open files: of a call on a handle that fails, the system does not say which file it was. */
const opened = new Map<number, string>();

/** Has a failure say of which file it is. */
const named = <A>(handle: number, call: () => A): A => {
  try {
    return call();
  } catch (error) {
    const path = opened.get(handle);
    if (error instanceof Error && path !== undefined) error.message += ` '${path}'`;
    throw error;
  }
};

/** The disk of this machine. */
export const nodeFileSystem: FileSystem = {
  size: (path) => orUndefined(() => statSync(path).size),
  list: (path) =>
    orUndefined(() => readdirSync(path, { withFileTypes: true }))
      ?.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .sort((a, b) => (a < b ? -1 : 1)) ?? [],
  open: (path, mode) => {
    const handle = openSync(path, FLAGS[mode]);
    opened.set(handle, path);
    return handle;
  },
  close: (handle) => {
    opened.delete(handle);
    closeSync(handle);
  },
  readAt: (handle, into, offset) => named(handle, () => readSync(handle, into, 0, into.length, offset)),
  append: (handle, bytes) => named(handle, () => writeAll(handle, bytes)),
  truncate: (handle, size) => named(handle, () => ftruncateSync(handle, size)),
  fdatasync: (handle) => named(handle, () => fdatasyncSync(handle)),
  makeDirectory: (path) => mkdirSync(path),
  syncDirectory,
  rename: renameSync,
  remove: (path) => rmSync(path, { force: true }),
  createExclusive,
};
