import {
  type Block,
  type Obstacle,
  type RevealTime,
  reassignedUids,
  type Sending,
  type SendingState,
  sendingState,
} from '@subnet-scoring/core';
import type { SubnetState } from '@subnet-scoring/core/yuma';
import * as E from 'fp-ts/lib/Either.js';
import type { ChainReader } from '../ports.js';
import { commitTime } from './commit-time.js';
import type { WeightsFailure } from './failure.js';
import { lookAt, type SubnetView } from './look.js';
import type { OutboxReader } from './outbox.js';
import { type Sender, type Sent, sendStep, wrongKey } from './send.js';
import { settleLanded } from './settle-landed.js';

/** A plan on its way, and how far it is. */
export interface OnItsWay {
  readonly sending: Sending;
  readonly subnet: SubnetState;
  readonly state: SendingState;
  /** Of a commit: when it may be revealed. */
  readonly time?: RevealTime;
  /** Paid uids that changed hands since it was planned: a reveal pays the new owner. */
  readonly reassigned: readonly Obstacle[];
}

const stepOf = (sending: Sending, { subnet, commits }: SubnetView): OnItsWay => {
  const state = sendingState(sending, subnet, commits);
  const time = state.kind === 'committed' ? commitTime(state.commit, subnet) : undefined;
  const reassigned = reassignedUids(sending.plan, subnet);
  return { sending, subnet, state, reassigned, ...(time === undefined ? {} : { time }) };
};

/** Plans on their way, and files that should hold one and do not. */
export interface PlansOnTheirWay {
  readonly plans: readonly OnItsWay[];
  readonly damaged: readonly WeightsFailure[];
}

/** Every plan of a hotkey on a chain that is not done, and how far it is. */
export const plansOnTheirWay = async (
  chain: ChainReader,
  outbox: OutboxReader,
  hotkey: string,
): Promise<E.Either<WeightsFailure, PlansOnTheirWay>> => {
  const plans: OnItsWay[] = [];
  const damaged: WeightsFailure[] = [];
  for (const kept of outbox.pending()) {
    if (E.isLeft(kept)) {
      damaged.push(kept.left);
      continue;
    }
    const sending = kept.right;
    if (sending.plan.hotkey !== hotkey || sending.plan.genesis !== chain.genesis) continue;
    const view = await lookAt(chain, sending.plan);
    if (E.isLeft(view)) return view;
    plans.push(stepOf(sending, view.right));
  }
  return E.right({ plans, damaged });
};

/** True for a plan whose commit may be revealed in the next block. */
export const isDue = ({ state, time }: OnItsWay): boolean => state.kind === 'committed' && time?.when === 'now';

/**
 * Reveals a plan that is due. It is revealed even when a paid uid changed hands: the hash allows no other weights, and without a
 * reveal the former ones would stand.
 */
const revealPlan = async (sender: Sender, { sending, subnet }: OnItsWay): Promise<E.Either<WeightsFailure, Sent>> => {
  const wrong = wrongKey(sender, sending.plan);
  if (wrong !== undefined) return E.left(wrong);
  const sent = await sendStep(sender, sending, 'reveal', subnet.block);
  if (E.isRight(sent)) sender.outbox.finish(sending.plan.plan);
  return sent;
};

/** True for a plan of which nothing can come any more. */
const isOver = ({ sending, state, time, subnet }: OnItsWay): boolean =>
  state.kind === 'gone' ||
  (state.kind === 'committed' && time?.when === 'late') ||
  (state.kind === 'unsent' && subnet.block > sending.plan.validUntil);

/**
 * From which block on there is something to bring further: `head` where that is now, undefined for a plan of which nothing is on the
 * chain. What may still be on its way is looked at block by block.
 */
export const dueFrom = ({ state, time }: OnItsWay, head: Block): Block | undefined => {
  if (state.kind === 'unsettled') return (head + 1) as Block;
  if (state.kind === 'committed' && time?.when === 'early' && time.blocks !== undefined) {
    return Math.max(head + 1, time.blocks.first - 1) as Block; // what is sent then gets into the next block at best
  }
  return state.kind === 'unsent' ? undefined : head;
};

/** Notes what landed of a plan, and puts it aside when it is over. */
export const settlePlan = async (
  chain: ChainReader,
  sender: Pick<Sender, 'outbox' | 'record'>,
  plan: OnItsWay,
): Promise<E.Either<WeightsFailure, void>> => {
  const { sending, state } = plan;
  const settled = await settleLanded(chain, sender, sending, state);
  if (E.isRight(settled) && isOver(plan)) sender.outbox.finish(sending.plan.plan);
  return settled;
};

/** A plan that was brought further, and its reveal where one was due. */
export interface BroughtPlan extends OnItsWay {
  readonly sent?: Sent;
}

/**
 * Notes what landed of a plan, and reveals it when it is due. A reveal that got into a block behind its window is refused by the chain:
 * then the plan is over, as one that came too late.
 */
export const bringPlan = async (
  chain: ChainReader,
  sender: Sender,
  plan: OnItsWay,
): Promise<E.Either<WeightsFailure, BroughtPlan>> => {
  const settled = await settlePlan(chain, sender, plan);
  if (E.isLeft(settled)) return settled;
  if (!isDue(plan)) return E.right(plan);
  const sent = await revealPlan(sender, plan);
  if (E.isRight(sent)) return E.right({ ...plan, sent: sent.right });
  if (sent.left.kind !== 'failed') return sent;
  const view = await lookAt(chain, plan.sending.plan);
  if (E.isLeft(view)) return view;
  const now = stepOf(plan.sending, view.right);
  if (!isOver(now)) return sent;
  const over = await settlePlan(chain, sender, now);
  return E.isLeft(over) ? over : E.right(now);
};
