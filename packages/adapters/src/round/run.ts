import type { Block, Hash32 } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Chain } from '../chain/index.js';
import type { Signer } from '../ports.js';
import { readOutbox } from '../weights/index.js';
import type { CheckOptions } from './check.js';
import { chainFailed } from './failure.js';
import type { IngestOptions } from './ingest.js';
import { nextStep, type RoundStep, type RoundView } from './next-step.js';
import { readRoundView, type ViewSources, weightsStand } from './round-view.js';
import { keptPlan } from './run-plan.js';
import { type RunFailure, runStep } from './run-steps.js';

/** Everything that a round of one validator needs. */
export interface RunOptions
  extends Omit<ViewSources, 'by'>,
    Pick<IngestOptions, 'bucket' | 'verify' | 'measure' | 'limits' | 'extractor'>,
    Pick<CheckOptions, 'scraper' | 'contents' | 'tries'> {
  readonly chain: Chain;
  readonly signer: Signer;
  /** The lines that open the epoch, from the hash of its startBlock. */
  readonly openingLines: (seed: Hash32) => readonly string[];
  /** Where plans on their way are kept. */
  readonly commits: string;
  /** A salt that nobody can guess: u16s. */
  readonly newSalt: () => readonly number[];
}

/** A step that was taken. */
export interface RanStep {
  readonly step: RoundStep;
  readonly head: Block;
  /** What came of it, in words. */
  readonly says: string;
}

const weightsOf = (options: RunOptions): E.Either<RunFailure, RoundView['weights']> => {
  const { commits, epoch, host } = options;
  const plan = keptPlan(commits, epoch, host);
  if (E.isLeft(plan)) return plan;
  if (plan.right === undefined) return E.right(weightsStand(undefined, false));
  const found = readOutbox(host.sha256, commits).find(plan.right.plan);
  return E.isLeft(found) ? found : E.right(weightsStand(plan.right, found.right?.done === true));
};

/**
 * Takes the steps of an epoch one after the other until it is done. After a `wait` who asks for the next step decides when. A run that
 * was killed goes on where it was: what it knows stands in the log, in the directory of plans and on the chain.
 */
export async function* runRound(options: RunOptions): AsyncGenerator<E.Either<RunFailure, RanStep>> {
  const { chain, signer } = options;
  let since: RoundView['since'] = {};
  let isApplied = false; // a commit stays on its way until it is revealed
  for (;;) {
    const head = await chain.finalizedHead();
    if (E.isLeft(head)) return yield E.left(chainFailed(head.left));
    const weights = weightsOf(options);
    if (E.isLeft(weights)) return yield weights;
    const given = { head: head.right.block, since, weights: isApplied ? ('sent' as const) : weights.right };
    const view = await readRoundView({ ...options, by: signer.account }, given);
    if (E.isLeft(view)) return yield view;
    const step = nextStep(view.right);
    const ran = await runStep(options, view.right, step);
    if (E.isLeft(ran)) return yield ran;
    since = { ...since, ...ran.right.since };
    isApplied ||= step.kind === 'applyWeights';
    yield E.right({ step, head: view.right.head, says: ran.right.says });
    if (step.kind === 'done') return;
  }
}
