import { Worker } from 'node:worker_threads';
import * as E from 'fp-ts/lib/Either.js';

const HEAP_MEGABYTES = 768;

/** Why a parquet file gave no lines: it is malformed, or it took longer than the observer waits. */
export type ParquetFailure = { readonly kind: 'malformed'; readonly expected: string } | { readonly kind: 'timeout' };

/**
 * The lines of JSON of a parquet file, read in a thread with bounds of memory and time. A file that needs more memory is
 * malformed; one that needs more time says nothing about the file, for machines differ.
 */
export const readParquet = (bytes: Uint8Array, deadlineMs: number): Promise<E.Either<ParquetFailure, Uint8Array>> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('parquet-worker.js', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    });
    const end = (result: E.Either<ParquetFailure, Uint8Array>): void => {
      clearTimeout(timer);
      resolve(result);
      void worker.terminate();
    };
    const timer = setTimeout(() => end(E.left({ kind: 'timeout' })), deadlineMs);
    worker.once('message', (lines: E.Either<string, Uint8Array>) =>
      end(E.isRight(lines) ? lines : E.left({ kind: 'malformed', expected: lines.left })),
    );
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        return end(E.left({ kind: 'malformed', expected: `a file that is read with ${HEAP_MEGABYTES} MB` }));
      }
      clearTimeout(timer);
      reject(error);
    });
  });
