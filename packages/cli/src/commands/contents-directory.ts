import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EpochNumber } from '@subnet-scoring/core';
import { besideLog } from './weights-log.js';

/**
 * Where files that are checked are kept, so that none is read twice: beside the log, and free to be deleted. Those of earlier epochs
 * are deleted here.
 */
export const contentsDirectory = (log: string, epoch: EpochNumber): string => {
  const root = `${besideLog(log)}.contents`;
  for (const name of existsSync(root) ? readdirSync(root) : []) {
    if (Number(name) < epoch) rmSync(join(root, name), { recursive: true });
  }
  return join(root, `${epoch}`);
};
