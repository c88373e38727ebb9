import {
  type Attempt,
  type Block,
  encodeEvent,
  type Hash32,
  planVector,
  type Sending,
  sendingHash,
  type WeightsSubmitted,
} from '@subnet-scoring/core';

/** What became of one extrinsic. */
export interface Outcome {
  readonly extrinsic: Hash32;
  /** The newest block of which it is known. */
  readonly block: Block;
  readonly outcome: WeightsSubmitted['data']['outcome'];
  /** The chain's own words where it failed; else empty. */
  readonly why: string;
}

const WHY_MAX = 256;

const callOf = ({ plan }: Sending, step: Attempt['step']): WeightsSubmitted['data']['call'] =>
  plan.mecid === 0 ? `${step}_weights` : `${step}_mechanism_weights`;

// The chain's words are hostile, and a record is plain text.
const plain = (words: string): string => words.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, WHY_MAX);

/** The record of an extrinsic, as a line for the log. */
export const submittedLine = (sending: Sending, step: Attempt['step'], outcome: Outcome): string => {
  const { plan } = sending;
  const vector = planVector(plan) as unknown as Extract<WeightsSubmitted['data']['sent'], { values: unknown }>;
  return encodeEvent({
    block: outcome.block,
    by: plan.hotkey,
    data: {
      call: callOf(sending, step),
      extrinsic: outcome.extrinsic,
      mecid: plan.mecid,
      outcome: outcome.outcome,
      sent: step === 'commit' ? { commit: sendingHash(sending) } : vector,
      versionKey: plan.versionKey,
      why: plain(outcome.why),
    },
    epoch: plan.epoch,
    netuid: plan.netuid,
    type: 'WeightsSubmitted',
    v: 1,
  });
};
