import type { EpochNumber } from '../ids.js';
import type { WeightVector } from './vector.js';

/** The uids of a snapshot, and which of them burns. */
export interface BurnTarget {
  readonly uids: readonly number[];
  readonly burnUid: number;
}

/** The vector that holds while epochs have none of their own. */
export interface Standing {
  /** The last judged epoch with a vector. */
  readonly epoch: EpochNumber;
  readonly vector: WeightVector;
  /** Of the last snapshot that had the burn hotkey. */
  readonly target: BurnTarget;
  /** Epochs without a vector of their own since: unjudged ones, and those whose burn hotkey was not there. */
  readonly without: number;
}

const STANDS_EPOCHS = 3;

/** The vector to set now: the last judged one for at most 3 epochs without one, then everything to the burn uid. */
export const standingVector = ({ vector, target, without }: Standing): WeightVector =>
  without <= STANDS_EPOCHS
    ? vector
    : { uids: target.uids, values: target.uids.map((uid) => (uid === target.burnUid ? 65_535 : 0)) };

/** What stands after one more epoch: its own vector, or the former one, which ages with each epoch without one. */
export const standingAfter = (
  before: Standing | undefined,
  epoch: EpochNumber,
  vector: WeightVector | undefined,
  target: BurnTarget | undefined,
): Standing | undefined => {
  if (vector !== undefined && target !== undefined) return { epoch, vector, target, without: 0 };
  if (before === undefined) return undefined;
  return { ...before, target: target ?? before.target, without: before.without + 1 };
};
