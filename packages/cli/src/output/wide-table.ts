import { type Column, tableLines, tableWidth } from './table.js';
import { wrap } from './wrap.js';

const TITLE_MAX = 10;

type Row = readonly string[];

/** Columns that fit into one table beside the first; at least one, however narrow the terminal is. */
const fitting = (columns: readonly Column[], rows: readonly Row[], from: number, width: number): number => {
  let until = from + 1;
  const widthTo = (end: number): number => {
    const at = [0, ...Array.from({ length: end - from }, (_, i) => from + i)];
    return tableWidth(
      at.map((i) => columns[i] ?? { title: '' }),
      rows.map((row) => at.map((i) => row[i] ?? '')),
    );
  };
  while (until < columns.length && widthTo(until + 1) <= width) until += 1;
  return until;
};

/** A table that is cut into several, one below the other, where it does not fit; each begins with the first column. */
export const wideTableLines = (
  columns: readonly Column[],
  rows: readonly Row[],
  width: number,
  paintTitle: (text: string) => string,
): string[] => {
  const narrow = columns.map((column) => ({ ...column, title: wrap(column.title, TITLE_MAX).join('\n') }));
  const [first, ...others] = narrow;
  if (first === undefined || others.length === 0) return tableLines(narrow, rows, paintTitle);
  const lines: string[] = [];
  for (let from = 1; from < narrow.length; ) {
    const until = fitting(narrow, rows, from, width);
    const part = rows.map((row) => [row[0] ?? '', ...row.slice(from, until)]);
    lines.push(
      ...(lines.length === 0 ? [] : ['']),
      ...tableLines([first, ...narrow.slice(from, until)], part, paintTitle),
    );
    from = until;
  }
  return lines;
};
