import type { NetUid } from '@subnet-scoring/core';

/** Storage index of a mechanism: mecid * 4096 + netuid (subtensor: NetUidStorageIndex). */
const STRIDE = 4096;

export const storageIndexOf = (netuid: NetUid, mecid: number): number => mecid * STRIDE + netuid;

/** The subnet and mechanism of a storage index. */
export const fromStorageIndex = (index: number): { readonly netuid: NetUid; readonly mecid: number } => ({
  netuid: (index % STRIDE) as NetUid,
  mecid: Math.floor(index / STRIDE),
});
