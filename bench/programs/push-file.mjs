import { closeSync, openSync, readSync } from 'node:fs';

const PIECE_BYTES = 1 << 16;
const piece = Buffer.allocUnsafe(PIECE_BYTES);

/** Reads a file in pieces into one buffer, which is used again for every piece. */
export const pushFile = (path, push) => {
  const file = openSync(path, 'r');
  for (let length = readSync(file, piece); length > 0; length = readSync(file, piece)) {
    const error = push(piece.subarray(0, length));
    if (error !== undefined) throw new Error(JSON.stringify(error));
  }
  closeSync(file);
};
