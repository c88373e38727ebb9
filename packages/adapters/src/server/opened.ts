import type { EpochNumber, EpochOpened, Host } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog } from '../ports.js';
import { factsIn } from './facts-in.js';
import { type Problem, problem } from './problem.js';

/** The EpochOpened of one of these epochs, the last that has one; two that differ in one epoch contradict each other. */
export const lastOpened = async (
  log: EventLog,
  epochs: readonly EpochNumber[],
  host: Host,
): Promise<E.Either<Problem, EpochOpened>> => {
  for (const epoch of [...epochs].reverse()) {
    const [first, ...others] = await factsIn(log, epoch, 'EpochOpened', host);
    if (first === undefined) continue;
    const text = JSON.stringify(first.data);
    const isOne = others.every(({ data }) => JSON.stringify(data) === text);
    return isOne ? E.right(first) : E.left(problem('contradicting-epoch', `epoch ${epoch}`));
  }
  return E.left(problem('unknown-epoch'));
};

const CHAIN_FACTS = ['BlockFinalized', 'MetagraphSnapshotTaken', 'NeuronRegistered', 'SubmissionCommitted'] as const;

/**
 * The newest block of the chain facts of an epoch, 0 without any: the chain has come at least so far. The block of an
 * observation is only what its observer says.
 */
export const reachedBlock = async (log: EventLog, epoch: EpochNumber, host: Host): Promise<number> => {
  let reached = 0;
  for (const type of CHAIN_FACTS) {
    for (const { block } of await factsIn(log, epoch, type, host)) reached = Math.max(reached, block);
  }
  return reached;
};
