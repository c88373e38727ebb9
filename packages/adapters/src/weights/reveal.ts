import {
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
import { type Sender, type Sent, sendStep } from './send.js';
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

/** Every plan of a hotkey on a chain that is not done, and how far it is. */
export const plansOnTheirWay = async (
  chain: ChainReader,
  outbox: OutboxReader,
  hotkey: string,
): Promise<E.Either<WeightsFailure, readonly OnItsWay[]>> => {
  const pending = outbox.pending();
  if (E.isLeft(pending)) return pending;
  const found: OnItsWay[] = [];
  for (const sending of pending.right) {
    if (sending.plan.hotkey !== hotkey || sending.plan.genesis !== chain.genesis) continue;
    const view = await lookAt(chain, sending.plan);
    if (E.isLeft(view)) return view;
    found.push(stepOf(sending, view.right));
  }
  return E.right(found);
};

/** What was done about a plan on its way. */
export interface Brought extends OnItsWay {
  readonly sent?: E.Either<WeightsFailure, Sent>;
}

/** True for a plan of which nothing can come any more. */
const isOver = ({ sending, state, time, subnet }: OnItsWay): boolean =>
  state.kind === 'gone' ||
  (state.kind === 'committed' && time?.when === 'late') ||
  (state.kind === 'unsent' && subnet.block > sending.plan.validUntil);

/**
 * Brings one plan further: reveals a commit whose time has come, notes what landed, and puts aside what is over. A commit is
 * revealed even when a paid uid changed hands: its hash allows no other weights, and without it the former ones would stand.
 */
export const bringFurther = async (
  chain: ChainReader,
  sender: Sender,
  plan: OnItsWay,
): Promise<E.Either<WeightsFailure, Brought>> => {
  const { sending, state, time, subnet } = plan;
  if (state.kind === 'committed' && time?.when === 'now') {
    const sent = await sendStep(sender, sending, 'reveal', subnet.block);
    if (E.isRight(sent)) sender.outbox.finish(sending.plan.plan);
    return E.right({ ...plan, sent });
  }
  const settled = await settleLanded(chain, sender, sending, state, subnet);
  if (E.isLeft(settled)) return settled;
  if (isOver(plan)) sender.outbox.finish(sending.plan.plan);
  return E.right(plan);
};
