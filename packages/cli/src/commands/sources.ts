import { closeSync, createReadStream, fstatSync, openSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail } from '../cli-error.js';
import type { Io } from '../io.js';

// One piece is one durable batch.
const PIECE_BYTES = 1_048_576;

/** Where lines come from: its name in reports, and its bytes. */
export interface Source {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const cannotRead = (path: string, what: string): Error =>
  fail({ exit: 16, code: 'EISDIR', message: `${path} is ${what}`, help: 'name a file, or - for stdin' });

/** Opens a file; that it is one is checked first, so that nothing is half done when it is not. */
export const openFile = ({ cwd }: Io, path: string): Source => {
  const file = resolve(cwd, path);
  const handle = openSync(file, 'r');
  if (fstatSync(handle).isDirectory()) {
    closeSync(handle);
    throw cannotRead(path, 'a directory');
  }
  return { name: path, bytes: createReadStream(file, { fd: handle, highWaterMark: PIECE_BYTES }) };
};

/** Bytes of a file. */
export const sizeOf = ({ cwd }: Io, path: string): number => statSync(resolve(cwd, path)).size;

/** Counts bytes as they pass. */
export async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  tell: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    tell(piece.length);
    yield piece;
  }
}

/** Opens a file, or stdin for `-`. */
export const openSource = (io: Io, path: string): Source =>
  path === '-' ? { name: 'stdin', bytes: io.stdin } : openFile(io, path);
