import { setTimeout as sleep } from 'node:timers/promises';
import { folderContents, type RanStep, type RunOptions, runRound } from '@subnet-scoring/adapters/round';
import type { EpochNumber } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { visible } from '../output/visible.js';
import { orChainThrow } from './chain-open.js';
import { contentsDirectory } from './contents-directory.js';
import { runError } from './run-failures.js';

/** What a run does with every epoch. */
export interface RunParts extends Omit<RunOptions, 'epoch' | 'contents'> {
  /** Of the log. */
  readonly directory: string;
  /** Ends where it would wait. */
  readonly once: boolean;
  /** Milliseconds between two looks at the head. */
  readonly pollMs: number;
  /** Warnings that were told: none is told twice. */
  readonly told: Set<string>;
  /** Hears that everything up to a wait, or to the end, was done. */
  readonly gotOn: () => void;
}

const tell = async (
  context: Context,
  { told }: RunParts,
  epoch: EpochNumber,
  { step, head, says, warnings }: RanStep,
): Promise<void> => {
  await context.note(`epoch ${epoch}  block ${head}  ${step.kind}: ${visible(says)}`);
  for (const text of warnings.filter((warning) => !told.has(warning))) {
    told.add(text);
    await context.warn(`warning: ${visible(text)}`);
  }
  if (!context.flags.json) return;
  const wait = step.kind === 'wait' ? { fromBlock: step.fromBlock } : {};
  await context.printJson('run', { epoch, block: head, step: step.kind, says, warnings, ...wait });
};

/** Runs one epoch to its end; with `once` until it waits. */
export const runEpoch = async (context: Context, parts: RunParts, epoch: EpochNumber): Promise<'done' | 'waits'> => {
  const { chain, directory, gotOn, host, once, pollMs } = parts;
  const contents = folderContents(contentsDirectory(directory, epoch), host);
  for await (const ran of runRound({ ...parts, epoch, contents })) {
    if (ran._tag === 'Left') throw runError(ran.left);
    await tell(context, parts, epoch, ran.right);
    const { step, head } = ran.right;
    if (step.kind !== 'wait') continue;
    gotOn();
    if (once) return 'waits';
    for (let now = head; now < step.fromBlock; ) {
      await sleep(pollMs);
      now = orChainThrow(await chain.finalizedHead()).block;
    }
  }
  gotOn();
  return 'done';
};
