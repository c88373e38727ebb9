import type { NetUid } from '../ids.js';

const SUBNETS = 4096;

/**
 * The number under which the runtime keeps weights, bonds and commits of a mechanism: mecid * 4096 + netuid, so that mechanism
 * 0 has the number of its subnet. mecid is 0..15. Source: subtensor pallets/subtensor/src/subnets/mechanism.rs @ 14bc6f9f.
 */
export const mechanismIndex = (netuid: NetUid, mecid: number): number => mecid * SUBNETS + netuid;

/** The subnet and the mechanism of such a number. */
export const mechanismOf = (index: number): { readonly netuid: NetUid; readonly mecid: number } => ({
  netuid: (index % SUBNETS) as NetUid,
  mecid: Math.floor(index / SUBNETS),
});
