const PIECE_BYTES = 65_536;

/** Joins small parts to pieces of about 64 KiB, so that a file of many lines is written in few calls. */
export function* inPieces(parts: Iterable<Uint8Array>): Generator<Uint8Array> {
  let buffer = Buffer.allocUnsafe(PIECE_BYTES);
  let filled = 0;
  for (const part of parts) {
    if (filled + part.length > buffer.length) {
      yield buffer.subarray(0, filled);
      buffer = Buffer.allocUnsafe(Math.max(PIECE_BYTES, part.length));
      filled = 0;
    }
    buffer.set(part, filled);
    filled += part.length;
  }
  if (filled > 0) yield buffer.subarray(0, filled);
}
