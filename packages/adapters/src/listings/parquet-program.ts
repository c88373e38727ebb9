import { buffer } from 'node:stream/consumers';
import * as E from 'fp-ts/lib/Either.js';
import { parquetLines } from './parquet-lines.js';

// A process of its own: hostile run lengths can make the engine itself give up, which ends this process and nothing else.
const lines = await parquetLines(await buffer(process.stdin));
process.stdout.write(E.isRight(lines) ? 'L' : 'E');
process.stdout.write(E.isRight(lines) ? lines.right : lines.left);
