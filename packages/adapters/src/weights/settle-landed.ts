import { type Block, planStands, type Sending, type SendingState } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { ChainReader } from '../ports.js';
import { chainFailed, type WeightsFailure } from './failure.js';
import type { Sender } from './send.js';
import { submittedLine } from './submitted-record.js';

/** A final block that shows a step, and whether the plan is done with it. */
interface Landed {
  readonly block: Block;
  readonly done: boolean;
}

/** Where the last step of a plan landed; undefined while no final block shows it. */
const landedIn = async (
  chain: ChainReader,
  { attempts, plan }: Sending,
  state: SendingState,
): Promise<E.Either<WeightsFailure, Landed | undefined>> => {
  if (state.kind !== 'committed' && state.kind !== 'stands') return E.right(undefined);
  const head = await chain.finalizedHead();
  if (E.isLeft(head)) return E.left(chainFailed(head.left));
  const final = head.right.block;
  if (state.kind === 'committed' || attempts.at(-1)?.step !== 'reveal') {
    const block = (state.kind === 'committed' ? state.commit.commitBlock : state.block) as Block;
    return E.right(block > final ? undefined : { block, done: state.kind === 'stands' });
  }
  // A reveal does not move LastUpdate: that the row is there in the last final block is all that is known of its block.
  const subnet = await chain.subnetAt(plan.netuid, plan.mecid, final);
  if (E.isLeft(subnet)) return E.left(chainFailed(subnet.left));
  return E.right(planStands(plan, subnet.right) ? { block: final, done: true } : undefined);
};

/**
 * Notes what the chain shows of a plan and the log may not know: the record of its last step, once a final block shows it. A record
 * that is there already is not doubled.
 */
export const settleLanded = async (
  chain: ChainReader,
  { outbox, record }: Pick<Sender, 'outbox' | 'record'>,
  sending: Sending,
  state: SendingState,
): Promise<E.Either<WeightsFailure, void>> => {
  const last = sending.attempts.at(-1);
  const kept = outbox.find(sending.plan.plan);
  if (E.isLeft(kept)) return kept;
  if (last === undefined || kept.right?.done !== false) return E.right(undefined);
  const landed = await landedIn(chain, sending, state);
  if (E.isLeft(landed)) return landed;
  if (landed.right === undefined) return E.right(undefined);
  const { extrinsic, step } = last;
  const { block, done } = landed.right;
  await record(submittedLine(sending, step, { extrinsic, block, outcome: 'finalized', why: '' }));
  if (done) outbox.finish(sending.plan.plan);
  return E.right(undefined);
};
