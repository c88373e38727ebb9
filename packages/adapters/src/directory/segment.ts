import { createHash } from 'node:crypto';
import type { Hash32, Seal } from '@subnet-scoring/core';
import { encodeChecked } from './checked-line.js';
import { ensureDirectory, writeSynced } from './durable.js';
import { dataFailure } from './failure.js';
import { type FileSystem, readFully } from './file-system.js';
import { missingFile } from './finding.js';
import { newName, SEGMENTS, segmentFile, segmentSigsFile, segmentSumsFile } from './names.js';
import { inPieces } from './pieces.js';
import { nextSum } from './running-sum.js';
import { encodeSumsHeader } from './sums.js';

/** Line number from 1, and the signature of that line. */
export type LineSignature = readonly [number, string];

function* segmentBytes(lines: readonly string[]): Generator<Uint8Array> {
  for (const line of lines) yield Buffer.from(`${line}\n`);
}

function* sumsBytes(header: ReturnType<typeof encodeSumsHeader>, lines: readonly string[]): Generator<Uint8Array> {
  yield header.bytes;
  let sum = header.sum;
  for (const line of lines) {
    sum = nextSum(sum, line);
    yield Buffer.from(`${sum}\n`, 'latin1');
  }
}

/**
 * The file of signatures: self-checking lines, the first with their number, then one for each signed line. The signatures
 * are no part of the segment: who holds the same facts with other signatures holds the same segment.
 */
const sigsBytes = (epoch: number, log: Hash32, signatures: readonly LineSignature[]): Buffer => {
  let last = encodeChecked({ count: signatures.length, epoch, log });
  const lines = [last.line];
  for (const [line, sig] of signatures) {
    last = encodeChecked({ line, sig }, last.sum);
    lines.push(last.line);
  }
  return Buffer.from(`${lines.join('\n')}\n`);
};

/** SHA-256 of a segment, and its size. */
export const measureSegment = (lines: readonly string[]): { readonly sha256: Hash32; readonly bytes: number } => {
  const stream = createHash('sha256');
  let bytes = 0;
  for (const piece of inPieces(segmentBytes(lines))) {
    stream.update(piece);
    bytes += piece.length;
  }
  return { sha256: stream.digest('hex') as Hash32, bytes };
};

/** Writes the segment of an epoch, its sums and its signatures; afterwards all three are on the disk under their names. */
export const writeSegment = (
  fs: FileSystem,
  seal: Seal,
  log: Hash32,
  lines: readonly string[],
  signatures: readonly LineSignature[],
  bytes: number,
): void => {
  const sigs = sigsBytes(seal.epoch, log, signatures);
  const header = encodeSumsHeader({ bytes, epoch: seal.epoch, lines: lines.length, log, sigs: sigs.length });
  ensureDirectory(fs, SEGMENTS);
  const files: readonly (readonly [string, Iterable<Uint8Array>])[] = [
    [segmentFile(seal.epoch), inPieces(segmentBytes(lines))],
    [segmentSumsFile(seal.epoch), inPieces(sumsBytes(header, lines))],
    [segmentSigsFile(seal.epoch), [sigs]],
  ];
  for (const [name, pieces] of files) writeSynced(fs, newName(name), pieces);
  for (const [name] of files) fs.rename(newName(name), name);
  fs.syncDirectory(SEGMENTS);
};

const PIECE_BYTES = 1_048_576;

/** The bytes of a segment in pieces of at most 1 MiB. Every piece is a buffer of its own, so a consumer may keep it. */
export async function* readPieces(fs: FileSystem, epoch: number): AsyncGenerator<Uint8Array> {
  const file = segmentFile(epoch);
  const size = fs.size(file);
  if (size === undefined) throw dataFailure(missingFile(file, `the facts of epoch ${epoch}`));
  const handle = fs.open(file, 'read');
  try {
    for (let at = 0; at < size; ) {
      const piece = readFully(fs, handle, Buffer.allocUnsafe(Math.min(PIECE_BYTES, size - at)), at);
      if (piece.length === 0) break;
      at += piece.length;
      yield piece;
    }
  } finally {
    fs.close(handle);
  }
}
