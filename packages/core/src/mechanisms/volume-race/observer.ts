import type { Account } from '../../ids.js';
import type { EpochContext } from '../../mechanism/mechanism.js';
import type { Params } from './params.js';

/**
 * Whose queries, items, measures and checks count: the observer of the rule set. "any" is for a log of one's own: in a log
 * that somebody else may write to, anybody could call any miner, so there nobody counts.
 */
export const observes = ({ observer }: Params, { authority }: EpochContext): ((by: Account) => boolean) => {
  if (observer === 'any') return () => authority === 'local';
  return (by) => by === observer;
};
