import type { StatsTable } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { wideTableLines } from '../output/wide-table.js';
import { type ActiveMechanism, rulesJson, rulesTitle } from './rules-title.js';
import { shortNames } from './short-names.js';
import { statsCellText } from './stats-cell.js';

const WIDE = 130;

/** What one mechanism knows of every miner; undefined where it keeps no statistics. */
export const mechanismStats = ({ mechanism, params, state }: ActiveMechanism): StatsTable | undefined =>
  mechanism.stats?.(params, state);

/** Rows in the order of these hotkeys; who is not among them comes last. */
const inOrder = ({ rows }: StatsTable, order: readonly string[]): StatsTable['rows'] => {
  const place = new Map(order.map((hotkey, at) => [hotkey, at]));
  const placeOf = (hotkey: string): number => place.get(hotkey) ?? order.length;
  return [...rows].sort((a, b) => placeOf(a.hotkey) - placeOf(b.hotkey));
};

/** The statistics of one mechanism as a table, or several where it is wider than the terminal. */
export const mechanismStatsLines = (
  active: ActiveMechanism,
  { paint, width }: Context,
  order: readonly string[],
  top?: number,
): string[] => {
  const title = ['', paint.strong(rulesTitle(active))];
  const stats = mechanismStats(active);
  if (stats === undefined) return [...title, '  keeps no statistics of its own'];
  if (stats.rows.length === 0) return [...title, '  knows no miner yet'];
  const rows = inOrder(stats, order).slice(0, top);
  const short = shortNames(rows.map(({ hotkey }) => hotkey));
  const columns = [
    { title: 'hotkey' },
    ...stats.columns.map(({ title: name, unit }) => ({
      title: name,
      align: unit === 'text' ? ('left' as const) : ('right' as const),
    })),
  ];
  const cells = rows.map(({ hotkey, cells: own }) => [
    width < WIDE ? short(hotkey) : hotkey,
    ...stats.columns.map(({ key, unit }) => statsCellText(unit, own[key])),
  ]);
  const hidden = stats.rows.length - rows.length;
  return [
    ...title,
    ...wideTableLines(columns, cells, width, paint.dim),
    ...(hidden > 0 ? [`  ... and ${hidden} more`] : []),
  ];
};

/** The same for --json, exact and by account; mechanisms without statistics are left out. */
export const mechanismStatsJson = (active: readonly ActiveMechanism[]): object[] =>
  active.flatMap((item) => {
    const stats = mechanismStats(item);
    return stats === undefined ? [] : [{ ...rulesJson(item), ...stats }];
  });
