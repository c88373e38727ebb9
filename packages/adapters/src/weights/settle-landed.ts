import type { Block, Sending, SendingState } from '@subnet-scoring/core';
import type { SubnetState } from '@subnet-scoring/core/yuma';
import * as E from 'fp-ts/lib/Either.js';
import type { ChainReader } from '../ports.js';
import { chainFailed, type WeightsFailure } from './failure.js';
import type { Sender } from './send.js';
import { submittedLine } from './submitted-record.js';

/** The block that shows a step, and whether the plan is done with it. */
const landedIn = (
  { attempts }: Sending,
  state: SendingState,
  head: Block,
): { readonly block: Block; readonly done: boolean } | undefined => {
  if (state.kind === 'committed') return { block: state.commit.commitBlock as Block, done: false };
  if (state.kind !== 'stands') return undefined;
  // A reveal does not move LastUpdate, so that it is there at the head is all that is known of its block.
  return { block: attempts.at(-1)?.step === 'reveal' ? head : (state.block as Block), done: true };
};

/**
 * Notes what the chain shows of a plan and the log may not know: the record of its last step, once the block is final. A record that
 * is there already is not doubled.
 */
export const settleLanded = async (
  chain: ChainReader,
  { outbox, record }: Pick<Sender, 'outbox' | 'record'>,
  sending: Sending,
  state: SendingState,
  { block: head }: SubnetState,
): Promise<E.Either<WeightsFailure, void>> => {
  const last = sending.attempts.at(-1);
  const landed = landedIn(sending, state, head);
  const kept = outbox.find(sending.plan.plan);
  if (E.isLeft(kept)) return kept;
  if (last === undefined || landed === undefined || kept.right?.done !== false) return E.right(undefined);
  const final = await chain.finalizedHead();
  if (E.isLeft(final)) return E.left(chainFailed(final.left));
  if (landed.block > final.right.block) return E.right(undefined);
  const { extrinsic, step } = last;
  await record(submittedLine(sending, step, { extrinsic, block: landed.block, outcome: 'finalized', why: '' }));
  if (landed.done) outbox.finish(sending.plan.plan);
  return E.right(undefined);
};
