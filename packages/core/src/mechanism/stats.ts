import type { Account } from '../ids.js';

/** What a cell is, so that whoever shows it needs not know the mechanism. `fx` is exact decimal text, `bytes` may pass 2^53. */
export type StatsUnit = 'text' | 'count' | 'ppm' | 'fx' | 'bytes' | 'block';

/** Numbers are safe integers; whatever else is text. */
export type StatsCell = string | number;

export interface StatsColumn {
  /** Key of the cell in a row, and in JSON. */
  readonly key: string;
  readonly title: string;
  readonly unit: StatsUnit;
}

/** What a mechanism knows of every miner, to be shown and never scored. A row may miss cells that do not apply to it. */
export interface StatsTable {
  readonly columns: readonly StatsColumn[];
  /** By account. */
  readonly rows: readonly { readonly hotkey: Account; readonly cells: { readonly [key: string]: StatsCell } }[];
}
