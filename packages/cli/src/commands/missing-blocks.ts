import type { Pulled } from '@subnet-scoring/adapters/chain';

/** Consecutive blocks that could not be read for one reason. */
export interface MissingBlocks {
  readonly firstBlock: number;
  readonly lastBlock: number;
  readonly kind: string;
  readonly why: string;
  readonly help: string;
}

/** Joins consecutive blocks of one kind of failure; blocks arrive ascending. */
export const missingBlocks = (pulled: readonly Pick<Pulled, 'block' | 'missing'>[]): readonly MissingBlocks[] => {
  const out: MissingBlocks[] = [];
  for (const { block, missing } of pulled) {
    if (missing === undefined) continue;
    const last = out[out.length - 1];
    if (last !== undefined && last.lastBlock === block - 1 && last.kind === missing.kind) {
      out[out.length - 1] = { ...last, lastBlock: block };
    } else {
      const { kind, message: why, help } = missing;
      out.push({ firstBlock: block, lastBlock: block, kind, why, help });
    }
  }
  return out;
};
