import { encodeCanonical } from '@subnet-scoring/core';
import { NETUID } from './world.mjs';

/** A fact and its line. */
export const factOf = (epoch, block, type, data, more) => {
  const event = { block, data, epoch, netuid: NETUID, type, v: 1, ...more };
  return { event, line: encodeCanonical(event) };
};
