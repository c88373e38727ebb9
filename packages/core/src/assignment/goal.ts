import type { EpochNumber } from '../ids.js';

const MILLION = 1_000_000;

/** Sums of expected listings that are good: `low` to `high`, both included, around `listings`. */
export interface Goal {
  readonly listings: number;
  readonly low: number;
  readonly high: number;
}

/** How the target grows: from `listings` by a step every so many epochs, up to `maxListings`. */
export interface Target {
  readonly everyEpochs: number;
  readonly fromEpoch: number;
  readonly listings: number;
  readonly maxListings: number;
  readonly stepListings: number;
  readonly toleranceppm: number;
}

/** The sums within the tolerance of a number of listings: low is rounded up, high is rounded down, so that the tolerance is never passed. */
export const goalAround = (listings: number, toleranceppm: number): Goal => ({
  listings,
  low: Math.floor((listings * (MILLION - toleranceppm) + MILLION - 1) / MILLION),
  high: Math.floor((listings * (MILLION + toleranceppm)) / MILLION),
});

/** The goal of an epoch. Before `fromEpoch` the target is `listings`. */
export const goalOf = (target: Target, epoch: EpochNumber): Goal => {
  const steps = Math.floor(Math.max(0, epoch - target.fromEpoch) / target.everyEpochs);
  const listings = Math.min(target.maxListings, target.listings + target.stepListings * steps);
  return goalAround(listings, target.toleranceppm);
};
