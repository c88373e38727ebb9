import { nodeHost } from '@subnet-scoring/adapters/node';
import { decodePlan, type LogHeader, type WeightPlan } from '@subnet-scoring/core';
import { dataErrorIn, usageError } from '../cli-error.js';
import type { Io } from '../io.js';
import { readText } from './read-text.js';

const BYTES_MAX = 16_777_216;

/** Reads a plan file. */
export const readPlan = (io: Io, path: string): WeightPlan => {
  const plan = decodePlan(nodeHost.sha256, readText(io, path, BYTES_MAX));
  if (plan._tag === 'Left') throw dataErrorIn(path, plan.left);
  return plan.right;
};

const NO_GENESIS = '0'.repeat(64);

/** Ends the command when a plan belongs to another log. A genesis of zeros says that the log names no chain. */
export const assertPlanOf = (header: LogHeader, { netuid, genesis }: WeightPlan): void => {
  if (netuid !== header.netuid) {
    throw usageError(`the plan is for netuid ${netuid}, the log for ${header.netuid}`, 'name the log it was made from');
  }
  if (header.genesis !== NO_GENESIS && genesis !== header.genesis) {
    throw usageError(
      `the plan is for the chain ${genesis}, the log for ${header.genesis}`,
      'name the log it was made from',
    );
  }
};
