import type { ChainWeightsRead } from '../event/chain-weights-read.js';
import type { Block, EpochNumber } from '../ids.js';
import type { Reassigned } from './expected-row.js';
import type { WeightDelta } from './row.js';

/** Why a row could not be judged. */
export type Unjudged =
  /** No weights follow from the epoch: facts are missing. */
  | 'EPOCH_UNJUDGED'
  /** It committed, and no row came of it. */
  | 'NOT_REVEALED'
  /** A node could not give blocks in which it may have set weights. */
  | 'STATE_MISSING'
  /** The records have no boundary of the chain for this epoch. */
  | 'NO_BOUNDARY'
  /** It had a permit, and no row for the epoch ever stood at a boundary. */
  | 'NOT_SET'
  /** Which commit the row is from is not known, and it is not the expected row. */
  | 'CAUSE_UNKNOWN'
  /** Two records contradict each other. */
  | 'CONFLICT';

/** What an audit says of one validator and one epoch. */
export type Finding = {
  readonly epoch: EpochNumber;
  /** The row that was judged, and where it stood; undefined where there was none. */
  readonly row: JudgedRow | undefined;
} & (
  | { readonly verdict: 'exact' | 'within' }
  /** `follows`: the earlier epoch whose row it is, to the bit; undefined when it is of none. */
  | { readonly verdict: 'differs'; readonly follows: EpochNumber | undefined }
  /** Not the expected row, and the chain's consensus `lag` boundaries before the commit. */
  | { readonly verdict: 'copies'; readonly lag: number }
  | { readonly verdict: 'unjudged'; readonly reason: Unjudged; readonly why: string }
);

export type Verdict = Finding['verdict'];

/** A row on the chain against the expected one. */
export interface JudgedRow extends Pick<ChainWeightsRead['data'], 'uid' | 'cause' | 'causeBlock' | 'commitBlock'> {
  /** The block of the boundary at which it stood. */
  readonly boundary: Block;
  /** Greatest difference of one weight, u16; 0 where there was nothing to compare with. */
  readonly maxDelta: number;
  /** How many weights differ by more than the tolerance, and the greatest of these. */
  readonly differing: number;
  readonly deltas: readonly WeightDelta[];
  readonly reassigned: readonly Reassigned[];
}
