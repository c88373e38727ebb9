import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { dataErrorIn, fail } from '../cli-error.js';
import type { Io } from '../io.js';

const PIECE_BYTES = 65_536;

/** Opens a file. A directory is refused here: the system would say so only when it is read, and not name it. */
export const openToRead = ({ cwd }: Pick<Io, 'cwd'>, path: string, help = 'name a file'): number => {
  const handle = openSync(resolve(cwd, path), 'r');
  if (!fstatSync(handle).isDirectory()) return handle;
  closeSync(handle);
  throw fail({ exit: 16, code: 'EISDIR', message: `${path} is a directory`, help });
};

/** Pieces of a file, never more than one beyond the limit: a device has no size, and no end. */
function* piecesOf(handle: number, bytesMax: number): Generator<Uint8Array> {
  for (let total = 0; total <= bytesMax; ) {
    const piece = Buffer.alloc(PIECE_BYTES);
    const count = readSync(handle, piece);
    if (count === 0) return;
    total += count;
    yield piece.subarray(0, count);
  }
}

const readBytes = (handle: number, bytesMax: number): Buffer => {
  try {
    return Buffer.concat([...piecesOf(handle, bytesMax)]);
  } finally {
    closeSync(handle);
  }
};

/** The text of a file of at most `bytesMax` bytes of UTF-8; anything else is exit 12, and a file that cannot be read 16. */
export const readText = (io: Pick<Io, 'cwd'>, path: string, bytesMax: number): string => {
  const bytes = readBytes(openToRead(io, path), bytesMax);
  if (bytes.length > bytesMax) {
    const help = 'check that it is the file that was meant';
    throw fail({ exit: 12, code: 'FILE_TOO_LONG', message: `${path} has more than ${bytesMax} bytes`, help });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const help = 'check that it is the file that was meant, and write it as UTF-8';
    throw dataErrorIn(path, { code: 'NOT_UTF8', at: {}, expected: 'UTF-8', found: 'other bytes', help });
  }
};
