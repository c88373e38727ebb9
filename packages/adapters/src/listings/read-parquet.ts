import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as E from 'fp-ts/lib/Either.js';
import { LISTING_LIMITS } from './limits.js';

const HEAP_MEGABYTES = 768;
const ANSWER_BYTES_MAX = 1 + LISTING_LIMITS.fileBytes;

/** Why a parquet file gave no lines: it is malformed, or the machine did not get it read. */
export type ParquetFailure = { readonly kind: 'malformed'; readonly expected: string } | { readonly kind: 'unread' };

// The engine ends itself by these when a program asks for more than it can give; any other one is somebody else's doing.
const FATAL: ReadonlySet<string | null> = new Set(['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGSEGV']);
const tooMuch: ParquetFailure = { kind: 'malformed', expected: `a file that is read with ${HEAP_MEGABYTES} MB` };

const resultOf = (pieces: readonly Buffer[]): E.Either<ParquetFailure, Uint8Array> => {
  const answer = Buffer.concat(pieces);
  if (answer[0] === 'L'.charCodeAt(0)) return E.right(answer.subarray(1));
  return E.left({ kind: 'malformed', expected: answer.toString('utf8', 1) });
};

/**
 * The lines of JSON of a parquet file, read by a process with bounds of memory and time. A file that needs more memory is
 * malformed; one that needs more time says nothing about the file, for machines differ.
 */
export const readParquet = (bytes: Uint8Array, deadlineMs: number): Promise<E.Either<ParquetFailure, Uint8Array>> =>
  new Promise((resolve, reject) => {
    // By the name of the package, so that it is found from a bundle too.
    const program = fileURLToPath(import.meta.resolve('@subnet-scoring/adapters/listings/parquet-program'));
    const args = [`--max-old-space-size=${HEAP_MEGABYTES}`, program];
    const child = spawn(process.execPath, args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: deadlineMs,
      killSignal: 'SIGKILL',
    });
    const pieces: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size <= ANSWER_BYTES_MAX) pieces.push(piece);
      else child.kill('SIGABRT');
    });
    child.stdin.on('error', () => {}); // it may have ended before it read everything; how it ended says the rest
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(resultOf(pieces));
      else if (FATAL.has(signal)) resolve(E.left(tooMuch));
      else if (signal !== null) resolve(E.left({ kind: 'unread' }));
      else reject(new Error(`${program} ended with ${code}`));
    });
    child.stdin.end(bytes);
  });
