/** What a file is opened for: `create` makes it new and empty, `append` makes it when it is missing. */
export type OpenMode = 'read' | 'append' | 'create';

/**
 * The few synchronous calls the log needs of a disk. Nothing survives a crash for certain but the bytes of a file after
 * `fdatasync`, and names made, renamed or removed after `syncDirectory`. Tests put a double that forgets in its place.
 */
export interface FileSystem {
  /** Size in bytes; undefined when nothing has this name. */
  readonly size: (path: string) => number | undefined;
  /** Names in a directory, ascending; empty when there is no such directory. Directories end in `/`. */
  readonly list: (path: string) => readonly string[];
  /** Throws when the file is missing, but for `append` and `create`, which make it. */
  readonly open: (path: string, mode: OpenMode) => number;
  readonly close: (handle: number) => void;
  /** Fills `into` from `offset` on; how many bytes came. 0 only at the end of the file. */
  readonly readAt: (handle: number, into: Uint8Array, offset: number) => number;
  /** Adds all the bytes at the end. */
  readonly append: (handle: number, bytes: Uint8Array) => void;
  readonly truncate: (handle: number, size: number) => void;
  readonly fdatasync: (handle: number) => void;
  /** Makes one directory; its parent is there. */
  readonly makeDirectory: (path: string) => void;
  readonly syncDirectory: (path: string) => void;
  /** Replaces what has the new name. */
  readonly rename: (from: string, to: string) => void;
  /** Nothing happens when there is no such file. */
  readonly remove: (path: string) => void;
  /** Makes a file with these bytes in one step; false when the name is taken. */
  readonly createExclusive: (path: string, bytes: Uint8Array) => boolean;
}

/** The same calls with paths inside `directory`; '' is the directory itself. */
export const insideOf = (fs: FileSystem, directory: string): FileSystem => {
  const at = (path: string): string => (path === '' ? directory : `${directory}/${path}`);
  return {
    ...fs,
    size: (path) => fs.size(at(path)),
    list: (path) => fs.list(at(path)),
    open: (path, mode) => fs.open(at(path), mode),
    makeDirectory: (path) => fs.makeDirectory(at(path)),
    syncDirectory: (path) => fs.syncDirectory(at(path)),
    rename: (from, to) => fs.rename(at(from), at(to)),
    remove: (path) => fs.remove(at(path)),
    createExclusive: (path, bytes) => fs.createExclusive(at(path), bytes),
  };
};

/** Opens, uses and closes a file. */
export const withFile = <A>(fs: FileSystem, path: string, mode: OpenMode, use: (handle: number) => A): A => {
  const handle = fs.open(path, mode);
  try {
    return use(handle);
  } finally {
    fs.close(handle);
  }
};

/** Fills as much of `into` as the file has from `offset` on. */
export const readFully = (fs: FileSystem, handle: number, into: Uint8Array, offset: number): Uint8Array => {
  let filled = 0;
  while (filled < into.length) {
    const count = fs.readAt(handle, into.subarray(filled), offset + filled);
    if (count === 0) break;
    filled += count;
  }
  return into.subarray(0, filled);
};

/** All bytes of a file; undefined when it is missing. */
export const readFile = (fs: FileSystem, path: string): Buffer | undefined => {
  const size = fs.size(path);
  if (size === undefined) return undefined;
  const into = Buffer.allocUnsafe(size);
  try {
    return withFile(fs, path, 'read', (handle) => into.subarray(0, readFully(fs, handle, into, 0).length));
  } catch (error) {
    if (fs.size(path) === undefined) return undefined; // removed between the two calls
    throw error;
  }
};

/** True for the error of a call on a name that is not there. */
export const isGone = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
