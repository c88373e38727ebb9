import { run } from '@subnet-scoring/cli'; // bad
import { ports } from '@subnet-scoring/adapters/ports'; // bad
import { Hotkey } from '@subnet-scoring/core';
export const fine = [run, ports, Hotkey];
