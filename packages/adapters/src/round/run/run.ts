import type { Block } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { chainFailed } from '../failure.js';
import { nextStep, type Since } from './next-step.js';
import type { RanStep, RunFailure, RunOptions } from './options.js';
import { readPlans } from './plans-view.js';
import { readRoundView } from './round-view.js';
import { runStep } from './steps.js';

type Taken = RanStep & { readonly since: Since };

/** Looks at chain, plans and log, and takes the step that follows. The log is held from the look on, so that both see the same. */
const takeStep = async (options: RunOptions, since: Since): Promise<E.Either<RunFailure, Taken>> => {
  const found = await options.chain.finalizedHead();
  if (E.isLeft(found)) return E.left(chainFailed(found.left));
  const head: Block = found.right.block;
  const plans = await readPlans(options, head);
  if (E.isLeft(plans)) return plans;
  return options.withLog(async (log) => {
    const view = await readRoundView({ ...options, log, by: options.signer.account }, { ...plans.right, head, since });
    if (E.isLeft(view)) return view;
    const step = nextStep(view.right);
    const ran = await runStep({ ...options, log }, view.right, step);
    if (E.isLeft(ran)) return ran;
    const { says, warnings = [] } = ran.right;
    return E.right({ step, head, says, warnings: [...plans.right.damaged, ...warnings], since: ran.right.since ?? {} });
  });
};

/**
 * Takes the steps of an epoch one after the other until it is done. After a `wait` who asks for the next step decides when. A run that
 * was killed, or ended by a failure, goes on where it was: what it knows stands in the log, in the directory of plans and on the chain.
 */
export async function* runRound(options: RunOptions): AsyncGenerator<E.Either<RunFailure, RanStep>> {
  let since: Since = {};
  for (;;) {
    const taken = await takeStep(options, since);
    if (E.isLeft(taken)) return yield taken;
    since = { ...since, ...taken.right.since };
    yield taken;
    if (taken.right.step.kind === 'done') return;
  }
}
