import { planObstacles, type Sending, type SendingState, sendingState, type WeightPlan } from '@subnet-scoring/core';
import type { SubnetState } from '@subnet-scoring/core/yuma';
import * as E from 'fp-ts/lib/Either.js';
import { usage } from '../operations/failure.js';
import type { ChainReader, EncodedCall, WeightSink } from '../ports.js';
import { chainFailed, type WeightsFailure } from './failure.js';
import { lookAt } from './look.js';
import type { OutboxReader } from './outbox.js';
import { callOf } from './send.js';

/** What is to be done with a plan now. */
export type Prepared =
  /** Nothing is in the way; `encoded` is the call as the runtime reads it. */
  | { readonly kind: 'ready'; readonly sending: Sending; readonly subnet: SubnetState; readonly encoded: EncodedCall }
  /** It was sent before: nothing is sent again. */
  | { readonly kind: 'already'; readonly sending: Sending; readonly subnet: SubnetState; readonly state: SendingState }
  /** The chain wants a timelocked commit, which the official tools make. */
  | { readonly kind: 'handover'; readonly plan: WeightPlan; readonly subnet: SubnetState };

/** What a plan is checked against. */
export interface Preparation {
  readonly chain: ChainReader;
  readonly sink: WeightSink;
  readonly outbox: OutboxReader;
  /** A salt that nobody can guess: u16s. */
  readonly newSalt: () => readonly number[];
}

const unsettled = (step: string, until: number, head: number): WeightsFailure => ({
  kind: 'unsettled',
  message: `the ${step} of this plan was sent and may still get into a block; the head is ${head}`,
  help: `run it again: it looks at the chain first. Behind block ${until} what was sent is void`,
});

const step = ({ mode }: WeightPlan): 'set' | 'commit' => (mode === 'set' ? 'set' : 'commit');

/** Reads the chain anew and decides what is to be done with a plan. Sends nothing and writes nothing. */
export const preparePlan = async (
  { chain, sink, outbox, newSalt }: Preparation,
  plan: WeightPlan,
): Promise<E.Either<WeightsFailure, Prepared>> => {
  if (chain.genesis !== plan.genesis) {
    return E.left(usage(`the plan is for the chain with genesis ${plan.genesis}`, 'name its network with --network'));
  }
  const kept = outbox.find(plan.plan);
  if (E.isLeft(kept)) return kept;
  const view = await lookAt(chain, plan);
  if (E.isLeft(view)) return view;
  const { subnet, commits } = view.right;
  const sending = kept.right?.sending ?? { attempts: [], plan, salt: plan.mode === 'commit-reveal' ? newSalt() : [] };
  if (kept.right !== undefined) {
    const state = sendingState(sending, subnet, commits);
    if (state.kind === 'unsettled') return E.left(unsettled(state.step, state.until, subnet.block));
    if (kept.right.done || state.kind !== 'unsent') return E.right({ kind: 'already', sending, subnet, state });
  }
  const obstacles = planObstacles(plan, subnet);
  if (obstacles.length > 0) return E.left({ kind: 'obstacles', obstacles });
  if (plan.mode === 'timelocked') return E.right({ kind: 'handover', plan, subnet });
  const encoded = await sink.encode(callOf(sending, step(plan)));
  if (E.isLeft(encoded)) return E.left(chainFailed(encoded.left));
  return E.right({ kind: 'ready', sending, subnet, encoded: encoded.right });
};
