import { formatFx, roundFx } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { type Column, tableLines, tableWidth } from '../output/table.js';
import type { MinerRow } from './miner-rows.js';
import { shortNames } from './short-names.js';

const PLACES = 6;

interface Cell extends Column {
  readonly of: (row: MinerRow) => string;
}

const text = (value: number | undefined): string => (value === undefined ? '-' : String(value));

/** Columns from the widest choice to the narrowest; the first that fits is taken. */
const layouts = (rows: readonly MinerRow[], { paint, flags }: Context): readonly (readonly Cell[])[] => {
  const short = shortNames(rows.map(({ hotkey }) => hotkey));
  const rank: Cell = { title: '#', align: 'right', of: (row) => text(row.rank) };
  const full: Cell = { title: 'hotkey', of: ({ hotkey }) => hotkey };
  const brief: Cell = { title: 'hotkey', of: ({ hotkey }) => short(hotkey) };
  const uid: Cell = { title: 'uid', align: 'right', of: (row) => text(row.uid) };
  const share: Cell = { title: 'share', align: 'right', paint: paint.strong, of: (row) => roundFx(row.share, PLACES) };
  const exact: Cell = { title: 'exact', paint: paint.dim, of: (row) => formatFx(row.share) };
  const u16: Cell = { title: 'u16', align: 'right', of: (row) => text(row.u16) };
  const tier: Cell = { title: 'tier', of: (row) => (row.tier === '' ? '-' : row.tier) };
  const reason: Cell = { title: 'reason', of: (row) => row.reason };
  const tiers = rows.some((row) => row.tier !== '') ? [tier] : [];
  const narrow = [rank, brief, uid, share, exact, u16, reason];
  return [
    [rank, full, uid, share, exact, u16, ...tiers, reason],
    ...(flags.verbose ? [] : [[rank, brief, uid, share, exact, u16, ...tiers, reason], narrow]),
    ...(flags.verbose ? [] : [[rank, brief, uid, share, u16, reason]]),
  ];
};

/** The table of miners, as wide as the terminal allows. */
export const minerTable = (rows: readonly MinerRow[], context: Context): string[] => {
  const cellsOf = (cells: readonly Cell[]): string[][] => rows.map((row) => cells.map(({ of }) => of(row)));
  const all = layouts(rows, context);
  const fits = all.find((cells) => tableWidth(cells, cellsOf(cells)) <= context.width) ?? all[all.length - 1] ?? [];
  return tableLines(fits, cellsOf(fits), context.paint.dim);
};
