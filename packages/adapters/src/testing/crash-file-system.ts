import type { FileSystem } from '../directory/file-system.js';
import { type DirectoryNode, emptyDirectory, emptyFile, type FileNode, type NameChange, settle } from './crash-disk.js';
import { randomFrom } from './random.js';

/** Thrown by the operation at which the machine stops, and by every one after it. */
export class Crash extends Error {}

/** A disk in memory that forgets what nobody synced. */
export interface CrashFileSystem extends FileSystem {
  /** Changes and syncs so far. */
  readonly operations: () => number;
  /** What the disk holds when the machine comes up again; another seed may give another outcome. */
  readonly restart: (seed: number, crashAt?: number) => CrashFileSystem;
  /** Ends in a plain error instead of a crash: a full disk. */
  readonly failAt: (operation: number, error: Error) => void;
}

const missing = (path: string): Error => Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });

const split = (path: string): readonly string[] => path.split('/').filter((part) => part !== '' && part !== '.');

const findDirectory = (root: DirectoryNode, parts: readonly string[]): DirectoryNode | undefined => {
  let node: DirectoryNode = root;
  for (const part of parts) {
    const next = node.current.get(part);
    if (next?.kind !== 'directory') return undefined;
    node = next;
  }
  return node;
};

/**
 * A file system double. It stops at operation number `crashAt` (from 1): a change is then half-way to the disk, a sync has
 * not happened. What `restart` finds is drawn from a seed: unsynced bytes are kept, lost, cut at any byte or left as
 * zeros, and of unsynced names any may be kept or lost.
 */
export const crashFileSystem = (
  crashAt = Number.POSITIVE_INFINITY,
  root: DirectoryNode = emptyDirectory(),
): CrashFileSystem => {
  const handles = new Map<number, FileNode>();
  let operations = 0;
  let lastHandle = 0;
  let crashed = false;
  let failure: { readonly at: number; readonly error: Error } | undefined;

  const alive = (): void => {
    if (crashed) throw new Crash('the machine is off');
  };
  /** Counts a change or a sync; a change that the crash meets is done, but nothing syncs it any more. */
  const step = (change: () => void, isSync = false): void => {
    alive();
    operations += 1;
    if (failure !== undefined && operations === failure.at) throw failure.error;
    crashed = operations >= crashAt;
    if (!(crashed && isSync)) change();
    alive();
  };
  const directoryOf = (path: string): DirectoryNode => {
    alive();
    const directory = findDirectory(root, split(path));
    if (directory === undefined) throw missing(path);
    return directory;
  };
  const parentOf = (path: string): readonly [DirectoryNode, string] => {
    const parts = split(path);
    return [directoryOf(parts.slice(0, -1).join('/')), parts[parts.length - 1] ?? ''];
  };
  const rename = (directory: DirectoryNode, change: NameChange): void => {
    for (const name of change.removes) directory.current.delete(name);
    if (change.sets !== undefined) directory.current.set(...change.sets);
    directory.pending.push(change);
  };
  const fileOf = (handle: number): FileNode => {
    alive();
    const file = handles.get(handle);
    if (file === undefined) throw new Error(`EBADF: ${handle}`);
    return file;
  };
  const add = (file: FileNode, bytes: Uint8Array): void => {
    const copy = Buffer.from(bytes);
    file.current = Buffer.concat([file.current, copy]);
    file.pending.push({ kind: 'append', bytes: copy });
  };
  const cut = (file: FileNode, size: number): void => {
    file.current = file.current.subarray(0, size);
    file.pending.push({ kind: 'truncate', size });
  };
  const fileAt = (path: string): FileNode | undefined => {
    const parts = split(path);
    const node = findDirectory(root, parts.slice(0, -1))?.current.get(parts[parts.length - 1] ?? '');
    return node?.kind === 'file' ? node : undefined;
  };
  const make = (path: string): FileNode => {
    const [directory, name] = parentOf(path);
    const file = emptyFile();
    step(() => rename(directory, { removes: [], sets: [name, file] }));
    return file;
  };
  return {
    operations: () => operations,
    restart: (seed, nextCrashAt) => crashFileSystem(nextCrashAt, settle(root, randomFrom(seed))),
    failAt: (at, error) => {
      failure = { at, error };
    },
    size: (path) => {
      alive();
      return fileAt(path)?.current.length ?? (findDirectory(root, split(path)) === undefined ? undefined : 0);
    },
    list: (path) => {
      alive();
      const directory = findDirectory(root, split(path));
      const names = [...(directory?.current ?? [])].map(([name, node]) => (node.kind === 'file' ? name : `${name}/`));
      return names.sort((a, b) => (a < b ? -1 : 1));
    },
    open: (path, mode) => {
      alive();
      const known = fileAt(path);
      if (known === undefined && mode === 'read') throw missing(path);
      const file = known ?? make(path);
      if (mode === 'create' && file.current.length > 0) step(() => cut(file, 0));
      lastHandle += 1;
      handles.set(lastHandle, file);
      return lastHandle;
    },
    close: (handle) => void handles.delete(handle),
    readAt: (handle, into, offset) => fileOf(handle).current.copy(into, 0, offset),
    append: (handle, bytes) => {
      const file = fileOf(handle);
      step(() => add(file, bytes));
    },
    truncate: (handle, size) => {
      const file = fileOf(handle);
      step(() => cut(file, size));
    },
    fdatasync: (handle) => {
      const file = fileOf(handle);
      step(() => {
        file.durable = file.current;
        file.pending = [];
      }, true);
    },
    makeDirectory: (path) => {
      const [directory, name] = parentOf(path);
      step(() => rename(directory, { removes: [], sets: [name, emptyDirectory()] }));
    },
    syncDirectory: (path) => {
      const directory = directoryOf(path);
      step(() => {
        directory.durable = new Map(directory.current);
        directory.pending = [];
      }, true);
    },
    rename: (from, to) => {
      const [directory, name] = parentOf(from);
      const [target, newName] = parentOf(to);
      const node = directory.current.get(name);
      if (node === undefined) throw missing(from);
      if (directory !== target) throw new Error('the log renames inside one directory only');
      step(() => rename(directory, { removes: [name], sets: [newName, node] }));
    },
    remove: (path) => {
      const [directory, name] = parentOf(path);
      if (directory.current.has(name)) step(() => rename(directory, { removes: [name] }));
    },
    createExclusive: (path, bytes) => {
      if (fileAt(path) !== undefined) return false;
      const file = make(path);
      step(() => add(file, bytes));
      return true;
    },
  };
};
