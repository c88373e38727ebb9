const BLOCK_MS = 12_000;
const GENESIS_MS = 1_680_800_000_000;

/** When a block was made, as the world's clocks would say; no rule reads it. */
export const blockTimeMs = (block: number): number => GENESIS_MS + block * BLOCK_MS;
