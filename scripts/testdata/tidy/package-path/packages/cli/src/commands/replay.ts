import { replay } from '../../../core/src/engine/replay.js'; // bad
import { explain } from '@subnet-scoring/core/src/engine/explain.js'; // bad
import { seal } from '@subnet-scoring/core/dist/log/seal.js'; // bad
import { print } from '../print.js';
import { directory } from '@subnet-scoring/adapters/directory';
export const fine = [replay, explain, seal, print, directory];
