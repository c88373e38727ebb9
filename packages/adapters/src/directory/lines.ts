import { LINE_BYTES_MAX } from '@subnet-scoring/core';
import { type FileSystem, readFully } from './file-system.js';

/** One line of a file. */
export interface FileLine {
  /** Without LF; valid until the next line is asked for. Of a line beyond all limits only the beginning. */
  readonly bytes: Buffer;
  readonly offset: number;
  /** False for bytes at the end that no LF follows. */
  readonly whole: boolean;
}

const BUFFER_BYTES = 2 * LINE_BYTES_MAX;
const LF = 10;

/** The lines in the bytes [from, to) of a file, in one buffer of at most 2 MiB however long the file is. */
export function* linesOf(fs: FileSystem, handle: number, from: number, to: number): Generator<FileLine> {
  const buffer = Buffer.allocUnsafe(Math.min(BUFFER_BYTES, Math.max(to - from, 1)));
  let filled = buffer.subarray(0, 0);
  let start = 0; // of the line in the buffer
  let offset = from; // of the line in the file
  let skipped = 0; // bytes of an overlong line that were not kept
  let next = from; // what to read next
  for (let scanned = 0; ; ) {
    const end = filled.indexOf(LF, scanned);
    if (end >= 0) {
      yield { bytes: filled.subarray(start, end), offset, whole: true };
      offset += end - start + skipped + 1;
      skipped = 0;
      start = end + 1;
      scanned = start;
      continue;
    }
    if (next >= to) break;
    let kept = filled.length - start;
    buffer.copyWithin(0, start, filled.length);
    if (kept === buffer.length) {
      skipped += kept - (LINE_BYTES_MAX + 1);
      kept = LINE_BYTES_MAX + 1;
    }
    const wanted = Math.min(buffer.length - kept, to - next);
    const got = readFully(fs, handle, buffer.subarray(kept, kept + wanted), next).length;
    if (got === 0) break;
    next += got;
    start = 0;
    scanned = kept;
    filled = buffer.subarray(0, kept + got);
  }
  if (start < filled.length) yield { bytes: filled.subarray(start), offset, whole: false };
}
