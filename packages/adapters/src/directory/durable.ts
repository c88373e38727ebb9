import { type FileSystem, readFully, withFile } from './file-system.js';
import { sha256Hex } from './log-file.js';
import { ASIDE, newName } from './names.js';

/** Makes a directory of the log when it is missing; its name is on the disk afterwards. */
export const ensureDirectory = (fs: FileSystem, path: string): void => {
  if (fs.size(path) !== undefined) return;
  fs.makeDirectory(path);
  fs.syncDirectory('');
};

/** Writes a file from pieces and waits until the bytes are on the disk; its name is not yet. */
export const writeSynced = (fs: FileSystem, path: string, pieces: Iterable<Uint8Array>): void =>
  withFile(fs, path, 'create', (handle) => {
    for (const piece of pieces) fs.append(handle, piece);
    fs.fdatasync(handle);
  });

/** Writes a file beside its name and then gives it the name, so that a crash leaves all of it or nothing. */
export const replaceFile = (fs: FileSystem, path: string, pieces: Iterable<Uint8Array>): void => {
  writeSynced(fs, newName(path), pieces);
  fs.rename(newName(path), path);
};

/** Adds bytes at the end of a file and waits for the disk. */
export const appendSynced = (fs: FileSystem, path: string, bytes: Uint8Array): void =>
  withFile(fs, path, 'append', (handle) => {
    fs.append(handle, bytes);
    fs.fdatasync(handle);
  });

const PREFIX_DIGITS = 16;

/** Where bytes that are cut from a file are kept: named after the file and the first 16 digits of their SHA-256. */
export const asideName = (file: string, bytes: Uint8Array): string =>
  `${file.slice(0, file.indexOf('.')).replace('/', '-')}-${sha256Hex(bytes).slice(0, PREFIX_DIGITS)}.bin`;

const readFrom = (fs: FileSystem, file: string, from: number): Uint8Array => {
  const into = Buffer.alloc(Math.max(0, (fs.size(file) ?? 0) - from));
  return withFile(fs, file, 'read', (handle) => readFully(fs, handle, into, from));
};

/** Cuts what stands behind `end` and keeps it aside first. Says what it did. */
export const cutAside = (fs: FileSystem, file: string, end: number): string => {
  const tail = readFrom(fs, file, end);
  const name = `${ASIDE}/${asideName(file, tail)}`;
  ensureDirectory(fs, ASIDE);
  if (fs.size(name) !== tail.length) replaceFile(fs, name, [tail]);
  fs.syncDirectory(ASIDE);
  withFile(fs, file, 'append', (handle) => {
    fs.truncate(handle, end);
    fs.fdatasync(handle);
  });
  return `${file}: cut ${tail.length} bytes behind byte ${end} that were never acknowledged; kept as ${name}`;
};
