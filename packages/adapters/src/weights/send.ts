import {
  type Attempt,
  type Block,
  type Hash32,
  planVector,
  type Sending,
  sendingHash,
  type WeightPlan,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Signer, Submitted, WeightCall, WeightSink } from '../ports.js';
import { chainFailed, refusalOf, type WeightsFailure } from './failure.js';
import type { Outbox } from './outbox.js';
import { submittedLine } from './submitted-record.js';

/** What it takes to send. */
export interface Sender {
  readonly outbox: Outbox;
  readonly sink: WeightSink;
  readonly signer: Signer;
  /** Keeps a record in the log. */
  readonly record: (line: string) => Promise<void>;
  /** Hears how far the extrinsic is. */
  readonly onStatus?: (status: string) => void;
}

/** An extrinsic that is in a final block. */
export interface Sent {
  readonly step: Attempt['step'];
  readonly block: Block;
  readonly extrinsic: Hash32;
}

/** The failure of a key that a plan is not for; undefined for the right one. */
export const wrongKey = ({ signer }: Pick<Sender, 'signer'>, { hotkey }: WeightPlan): WeightsFailure | undefined => {
  if (signer.account === hotkey) return undefined;
  const message = `the plan is for hotkey ${hotkey}, and this key is ${signer.account}`;
  return { kind: 'wrongKey', message, help: 'name the wallet and hotkey that the plan was made for' };
};

/** The extrinsic of a step. */
export const callOf = (sending: Sending, step: Attempt['step']): WeightCall => {
  const { netuid, mecid, versionKey } = sending.plan;
  const of = { netuid, mecid };
  if (step === 'commit') return { kind: 'commit', ...of, hash: sendingHash(sending) };
  const vector = { ...of, ...planVector(sending.plan), versionKey };
  return step === 'set' ? { kind: 'set', ...vector } : { kind: 'reveal', ...vector, salt: sending.salt };
};

const settle = async (
  sender: Sender,
  sending: Sending,
  step: Attempt['step'],
  head: Block,
  submitted: Submitted,
): Promise<E.Either<WeightsFailure, Sent>> => {
  const { extrinsicHash: extrinsic } = submitted;
  if (submitted.kind === 'finalized' && submitted.error === undefined) {
    const { block } = submitted;
    await sender.record(submittedLine(sending, step, { extrinsic, block, outcome: 'finalized', why: '' }));
    return E.right({ step, block, extrinsic });
  }
  if (submitted.kind === 'finalized') {
    const { block, error = '' } = submitted;
    await sender.record(submittedLine(sending, step, { extrinsic, block, outcome: 'refused', why: error }));
    return E.left({ kind: 'failed', name: error });
  }
  const why = submitted.kind === 'dropped' ? submitted.status : 'in a block that is not final';
  await sender.record(submittedLine(sending, step, { extrinsic, block: head, outcome: 'unknown', why }));
  const message = `extrinsic ${extrinsic} left the pool and no final block has it: ${why}`;
  return E.left({
    kind: 'unsettled',
    message,
    help: 'run it again: it looks at the chain first, and sends nothing twice',
  });
};

/**
 * Sends one step of a plan and follows it to a final block. The attempt, with the hash of the signed extrinsic and the salt, is
 * on the disk before anything leaves; it is taken back only when the extrinsic is certainly over.
 */
export const sendStep = async (
  sender: Sender,
  sending: Sending,
  step: Attempt['step'],
  head: Block,
): Promise<E.Either<WeightsFailure, Sent>> => {
  const { outbox, sink, signer, onStatus } = sender;
  const submitted = await sink.submit(callOf(sending, step), signer, {
    until: 'finalized',
    onSigned: (extrinsic) =>
      outbox.write({ ...sending, attempts: [...sending.attempts, { block: head, extrinsic, step }] }),
    ...(onStatus === undefined ? {} : { onStatus }),
  });
  const result = E.isLeft(submitted)
    ? E.left(chainFailed(submitted.left))
    : await settle(sender, sending, step, head, submitted.right);
  if (E.isLeft(result) && refusalOf(result.left) !== undefined) {
    if (sending.attempts.length > 0) outbox.write(sending);
    else outbox.drop(sending.plan.plan);
  }
  return result;
};
