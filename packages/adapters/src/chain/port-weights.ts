import type { Hash32, NetUid } from '@subnet-scoring/core';
import type { Signer } from '../keys/port.js';
import type { BlockId, FromChain } from './port.js';

interface OfMechanism {
  readonly netuid: NetUid;
  /** 0 takes the call without mechanism, which every runtime has. */
  readonly mecid: number;
}

interface Vector extends OfMechanism {
  /** In the order in which they are sent: the chain keeps it. */
  readonly uids: readonly number[];
  /** u16, as many as uids. */
  readonly values: readonly number[];
  readonly versionKey: number;
}

/** An extrinsic about weights. The chain's own call name follows from `kind` and `mecid`. */
export type WeightCall =
  | (Vector & { readonly kind: 'set' })
  | (OfMechanism & { readonly kind: 'commit'; readonly hash: Hash32 })
  /** `commit` is the tlock ciphertext in hex, `round` a round of drand as decimal text. */
  | (OfMechanism & {
      readonly kind: 'commit-timelocked';
      readonly commit: string;
      readonly round: string;
      readonly commitRevealVersion: number;
    })
  | (Vector & { readonly kind: 'reveal'; readonly salt: readonly number[] });

/** A call as the runtime at the head encodes it: what a dry run shows. */
export interface EncodedCall {
  /** The chain's name, such as `set_mechanism_weights`. */
  readonly name: string;
  /** SCALE bytes of the call in hex, without 0x. */
  readonly hex: string;
  readonly specVersion: number;
}

/** How far to follow an extrinsic, and who hears of it. */
export interface SubmitOptions {
  readonly until: 'in-block' | 'finalized';
  /** When to stop waiting: a failure `timeout`, and the extrinsic may still get into a block. */
  readonly deadlineMs?: number;
  /** Hears the hash of the signed extrinsic before it is sent, and is waited for: what it throws keeps it from being sent. */
  readonly onSigned?: (extrinsicHash: Hash32) => void | Promise<void>;
  /** Hears each step: `broadcast`, `in-block`, `retracted`, `finalized` and so on. */
  readonly onStatus?: (status: string) => void;
}

/** What became of an extrinsic. */
export type Submitted = { readonly extrinsicHash: Hash32 } & (
  | (BlockId & {
      readonly kind: 'in-block' | 'finalized';
      readonly extrinsic: number;
      /** Why its dispatch failed, such as `SubtensorModule.SettingWeightsTooFast`; absent when it succeeded. */
      readonly error?: string;
    })
  /** Nobody saw it in a block: it left the pool (`dropped`, `invalid`, `usurped`, `finality-timeout`), or the pool had it before (`already-imported`, `temporarily-banned`). */
  | { readonly kind: 'dropped'; readonly status: string }
);

/** Brings weights to the chain. */
export interface WeightSink {
  /** The call as bytes, and nothing is sent. */
  encode(call: WeightCall): FromChain<EncodedCall>;
  /** Signs and sends; a call that the pool does not take is a failure `refused` with the chain's reason. */
  submit(call: WeightCall, signer: Signer, options: SubmitOptions): FromChain<Submitted>;
}
