import type { EpochCalendar } from './epoch-calendar.js';

/**
 * The calendar up to spec 422: an epoch runs where (block + netuid + 1) mod (tempo + 1) is tempo, so every tempo + 1 blocks. The
 * index steps one block after an epoch ran. Source: subtensor pallets/subtensor/src coinbase/run_coinbase.rs and
 * subnets/weights.rs @ v3.4.7-422.
 */
export const legacyCalendar = (netuid: number, tempo: number): EpochCalendar => {
  const offset = netuid + 1;
  const period = tempo + 1;
  const blocksUntilEpoch = (block: number): number | undefined =>
    tempo === 0 ? undefined : tempo - ((block + offset) % period);
  const epochIndex = (block: number): number => Math.floor((block + offset) / period);
  return {
    runsAt: (block) => blocksUntilEpoch(block) === 0,
    blocksUntilEpoch,
    nextEpoch: (block) => {
      const blocks = blocksUntilEpoch(block);
      return blocks === undefined ? undefined : block + blocks;
    },
    epochIndex,
    revealWindow: ({ block }, periodEpochs) => {
      const first = Math.max(0, (epochIndex(block) + periodEpochs) * period - offset);
      return { first, last: first + tempo };
    },
  };
};
