import { FACT_TYPE, type Fact } from '../event/index.js';

/** Where a fact stands in its epoch before its bytes decide: (block, phase, ix), ix absent is last. */
export interface Rank {
  readonly block: number;
  readonly phase: number;
  readonly extrinsic: number;
  readonly event: number;
}

const IX_NONE = Number.MAX_SAFE_INTEGER;

/** The rank of a fact. */
export const rankOf = (fact: Fact, phase = FACT_TYPE.get(fact.type)?.phase ?? 0): Rank => ({
  block: fact.block,
  phase,
  extrinsic: fact.ix === undefined ? IX_NONE : fact.ix[0],
  event: fact.ix === undefined ? IX_NONE : fact.ix[1],
});

/** Compares ranks; 0 means that the bytes of the lines decide. */
export const compareRanks = (a: Rank, b: Rank): number =>
  a.block - b.block || a.phase - b.phase || a.extrinsic - b.extrinsic || a.event - b.event;

/** Compares two texts by their UTF-8 bytes. UTF-16 differs from it only where surrogates meet U+E000..U+FFFF. */
export const compareUtf8 = (a: string, b: string): number => {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xHigh = x >= 0xd800 && x <= 0xdfff;
    const yHigh = y >= 0xd800 && y <= 0xdfff;
    if (xHigh !== yHigh && x >= 0xd800 && y >= 0xd800) return xHigh ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
};

/** A fact with its line without signature. */
export interface FactLine {
  readonly event: Fact;
  readonly line: string;
}

/** Canonical order of an epoch: rank, then the bytes of the line without signature. Total: equal lines are one fact. */
export const sortCanonical = <A extends FactLine>(facts: readonly A[]): A[] => {
  const ranked = facts.map((fact) => ({ fact, rank: rankOf(fact.event) }));
  ranked.sort((a, b) => compareRanks(a.rank, b.rank) || compareUtf8(a.fact.line, b.fact.line));
  return ranked.map((item) => item.fact);
};
