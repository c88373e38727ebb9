import { parentPort, workerData } from 'node:worker_threads';
import { parquetLines } from './parquet-lines.js';

// Runs in a thread of its own: what a hostile file makes the reader allocate ends this thread and nothing else.
parentPort?.postMessage(await parquetLines(workerData as Uint8Array));
