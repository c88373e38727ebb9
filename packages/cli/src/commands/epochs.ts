import type { EpochNumber } from '@subnet-scoring/core';
import { usageError } from '../cli-error.js';

const EPOCH_MAX = 0xffffffff;

/** Epochs from `first` to `last`, both included; an end that is left out is the log's. */
export interface EpochRange {
  readonly first: EpochNumber | undefined;
  readonly last: EpochNumber | undefined;
}

/** Reads the number of an epoch. */
export const parseEpoch = (text: string): EpochNumber | undefined =>
  /^\d{1,10}$/.test(text) && Number(text) <= EPOCH_MAX ? (Number(text) as EpochNumber) : undefined;

/** Reads `3..7`, `3..`, `..7`, `..` or `3`. */
export const parseRange = (text: string): EpochRange | undefined => {
  const match = /^(\d*)(\.\.)?(\d*)$/.exec(text);
  if (match === null || text === '') return undefined;
  const [, from = '', dots, to = ''] = match;
  const first = from === '' ? undefined : parseEpoch(from);
  const last = dots === undefined ? first : to === '' ? undefined : parseEpoch(to);
  if ((from !== '' && first === undefined) || (to !== '' && last === undefined)) return undefined;
  return first !== undefined && last !== undefined && first > last ? undefined : { first, last };
};

/**
 * The epochs of a range among those that are there, ascending. An end that is named must be there: a range that ends
 * elsewhere would say "all well" about epochs nobody looked at.
 */
export const epochsIn = (
  { first, last }: EpochRange,
  there: readonly EpochNumber[],
  what: string,
): readonly EpochNumber[] => {
  for (const end of [first, last]) {
    if (end === undefined || there.includes(end)) continue;
    if (there.length === 0)
      throw usageError(`epoch ${end} is not there: there are no ${what}`, 'see: subnet-cli log show');
    const known = `the ${what} are ${there[0]}..${there[there.length - 1]}`;
    throw usageError(`epoch ${end} is not among the ${what}: ${known}`, 'see: subnet-cli log show');
  }
  return there.filter((epoch) => epoch >= (first ?? 0) && epoch <= (last ?? EPOCH_MAX));
};
