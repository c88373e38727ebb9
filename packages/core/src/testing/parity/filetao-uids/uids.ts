import { mt19937 } from '../python-random/mt19937.js';
import { pythonSample } from '../python-random/sample.js';

/** What FileTAO looks at to call a uid a miner (storage/validator/utils.py check_uid_availability @ def46f8). */
export interface UidFacts {
  readonly isServing: boolean;
  readonly validatorPermit: boolean;
  readonly stake: number;
}

/** Whether a uid may be asked: it serves, and it is not a validator, which is one with a permit and more stake than the limit. */
export const isUidAvailable = ({ isServing, validatorPermit, stake }: UidFacts, limit: number): boolean =>
  isServing && !(validatorPermit && stake > limit);

/** The integer that FileTAO seeds with: the block hash as hex, with or without 0x. */
export const blockHashSeed = (blockHash: string): bigint => BigInt(`0x${blockHash.replace(/^0x/, '')}`);

/**
 * The uids FileTAO asks (get_pseudorandom_uids): random.sample of the population with the block hash as the seed, in drawn order,
 * everybody if there are fewer than k.
 */
export const selectFiletaoUids = (blockHash: string, population: readonly number[], k: number): number[] =>
  pythonSample(mt19937(blockHashSeed(blockHash)), population, Math.min(k, population.length));
