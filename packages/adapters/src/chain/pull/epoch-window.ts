import type { Block, EpochNumber, EpochOpened, Fact } from '@subnet-scoring/core';

/** One epoch of the log, and what of the chain belongs into it. */
export interface EpochWindow {
  readonly epoch: EpochNumber;
  readonly startBlock: Block;
  /** Facts count before it; its block and its snapshot count too. */
  readonly evidenceBlock: Block;
  /** Blocks whose hash the rules ask for. */
  readonly hashed: ReadonlySet<number>;
}

/**
 * The window of an epoch, from its facts in the log: EpochOpened says the blocks, and an answer's block makes the hash of the
 * next one count. Undefined while the epoch is not opened. Of several EpochOpened the greatest evidenceBlock bounds it.
 */
export const epochWindow = (epoch: EpochNumber, facts: readonly Fact[]): EpochWindow | undefined => {
  const opened = facts.filter((fact): fact is EpochOpened => fact.type === 'EpochOpened');
  const first = opened[0];
  if (first === undefined) return undefined;
  const hashed = new Set<number>(opened.flatMap(({ data }) => [data.startBlock, data.seedBlock, data.evidenceBlock]));
  for (const fact of facts) if (fact.type === 'ItemsReturned') hashed.add(fact.block + 1);
  const startBlock = Math.min(...opened.map(({ data }) => data.startBlock)) as Block;
  const evidenceBlock = Math.max(...opened.map(({ data }) => data.evidenceBlock)) as Block;
  return { epoch, startBlock, evidenceBlock, hashed };
};
