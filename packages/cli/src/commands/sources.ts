import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Io } from '../io.js';
import { openToRead } from './read-text.js';

// One piece is one durable batch.
const PIECE_BYTES = 1_048_576;

/** Where lines come from: its name in reports, and its bytes. */
export interface Source {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Opens a file; that it is one is checked first, so that nothing is half done when it is not. */
export const openFile = (io: Io, path: string): Source => {
  const fd = openToRead(io, path, 'name a file, or - for stdin');
  return { name: path, bytes: createReadStream(path, { fd, highWaterMark: PIECE_BYTES }) };
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
