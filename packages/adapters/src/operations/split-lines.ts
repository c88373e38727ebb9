import { createHash } from 'node:crypto';
import { type Hash32, LINE_BYTES_MAX } from '@subnet-scoring/core';

/** A line of a source, without LF; or what is kept of one that is too long. */
export type SourceLine =
  | { readonly kind: 'line'; readonly number: number; readonly bytes: Buffer }
  | {
      readonly kind: 'tooLong';
      readonly number: number;
      readonly head: Buffer;
      readonly offset: number;
      readonly bytes: number;
      readonly sha256: Hash32;
    };

const LF = 10;
const HEAD_BYTES = 1024;

/**
 * Splits a source into lines, one piece at a time, in bounded memory: of a line beyond 1 MiB only offset, length, hash and
 * the first 1 KiB are kept. A last line without LF counts. Yields the lines of each piece together.
 */
export async function* splitLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<readonly SourceLine[]> {
  let number = 0;
  let position = 0;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let long:
    | { readonly head: Buffer; readonly offset: number; bytes: number; readonly hash: ReturnType<typeof createHash> }
    | undefined;

  const hold = (piece: Buffer): void => {
    if (long !== undefined) {
      long.hash.update(piece);
      long.bytes += piece.length;
      return;
    }
    held.push(Buffer.from(piece));
    heldBytes += piece.length;
    if (heldBytes <= LINE_BYTES_MAX) return;
    const start = Buffer.concat(held);
    const offset = position - (heldBytes - piece.length);
    long = { head: start.subarray(0, HEAD_BYTES), offset, bytes: heldBytes, hash: createHash('sha256').update(start) };
    held = [];
  };

  const finish = (): SourceLine => {
    number += 1;
    const line: SourceLine =
      long === undefined
        ? { kind: 'line', number, bytes: Buffer.concat(held) }
        : {
            kind: 'tooLong',
            number,
            head: long.head,
            offset: long.offset,
            bytes: long.bytes,
            sha256: long.hash.digest('hex') as Hash32,
          };
    held = [];
    heldBytes = 0;
    long = undefined;
    return line;
  };

  for await (const chunk of source) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: SourceLine[] = [];
    let start = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
      hold(bytes.subarray(start, end));
      position += end + 1 - start;
      lines.push(finish());
      start = end + 1;
    }
    if (start < bytes.length) {
      hold(bytes.subarray(start));
      position += bytes.length - start;
    }
    yield lines;
  }
  if (heldBytes > 0) yield [finish()];
}
