import type { EpochNumber } from '../ids.js';
import type { WeightVector } from './vector.js';

/** The vector that holds while epochs are not judged. */
export interface Standing {
  /** The last judged epoch with a vector. */
  readonly epoch: EpochNumber;
  readonly vector: WeightVector;
  /** Uids and burn uid of the last snapshot that had the burn hotkey. */
  readonly burnUid: number;
  /** Unjudged epochs since. */
  readonly unjudged: number;
}

const STANDS_EPOCHS = 3;

/** The vector to set now: the last judged one for at most 3 unjudged epochs, then everything to the burn uid. */
export const standingVector = ({ vector, burnUid, unjudged }: Standing): WeightVector =>
  unjudged <= STANDS_EPOCHS
    ? vector
    : { uids: vector.uids, values: vector.uids.map((uid) => (uid === burnUid ? 65_535 : 0)) };
