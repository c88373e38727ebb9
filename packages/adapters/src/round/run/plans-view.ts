import type { Block, WeightPlan } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { dueFrom, type OnItsWay, plansOnTheirWay, readOutbox, type WeightsFailure } from '../../weights/index.js';
import { keptPlan } from './kept-plan.js';
import type { RoundView } from './next-step.js';
import type { RunOptions } from './options.js';

/** What the directory of plans and the chain say of weights: those of the epoch, and plans on their way of whatever epoch. */
export interface Plans extends Pick<RoundView, 'weights' | 'revealFrom'> {
  /** Files that should hold a plan on its way and do not, each in words. */
  readonly damaged: readonly string[];
}

/** How far a plan is that was sent, by the chain. One that is not on it, or stands and is not noted, is applied: that sends nothing twice. */
const standOf = (found: OnItsWay | undefined): RoundView['weights'] => {
  const kind = found?.state.kind;
  if (kind === 'unsettled') return 'unsettled';
  return kind === 'committed' ? 'sent' : 'planned';
};

const wordsOf = (failure: WeightsFailure): string =>
  failure.kind === 'invalid'
    ? failure.errors.map(({ at, expected, found }) => `${at.file}: expected ${expected}, got ${found}`).join('; ')
    : failure.kind;

/** Reads them at a head; changes nothing. */
export const readPlans = async (
  { chain, commits, epoch, host, signer }: Pick<RunOptions, 'chain' | 'commits' | 'epoch' | 'host' | 'signer'>,
  head: Block,
): Promise<E.Either<WeightsFailure, Plans>> => {
  const outbox = readOutbox(host.sha256, commits);
  const kept = keptPlan(commits, epoch, host);
  if (E.isLeft(kept)) return kept;
  const found = await plansOnTheirWay(chain, outbox, signer.account);
  if (E.isLeft(found)) return found;
  const { plans, damaged } = found.right;
  const isDone = ({ plan }: WeightPlan): E.Either<WeightsFailure, boolean> =>
    E.map((item: { readonly done: boolean } | undefined) => item?.done === true)(outbox.find(plan));
  const done = kept.right === undefined ? E.right(false) : isDone(kept.right);
  if (E.isLeft(done)) return done;
  const own = plans.find(({ sending }) => sending.plan.plan === kept.right?.plan);
  const from = plans.flatMap((plan) => dueFrom(plan, head) ?? []);
  return E.right({
    weights: kept.right === undefined ? 'none' : done.right ? 'sent' : standOf(own),
    damaged: damaged.map((failure) => `a plan on its way is not revealed: ${wordsOf(failure)}`),
    ...(from.length === 0 ? {} : { revealFrom: Math.min(...from) as Block }),
  });
};
