import { type Column, tableLines, tableWidth } from './table.js';
import { wrap } from './wrap.js';

const MARGIN = '    ';

/** A table whose last column stands below each row, wrapped, where it does not fit beside it. */
export const detailTableLines = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  paintTitle: (text: string) => string,
): string[] => {
  if (tableWidth(columns, rows) <= width) return tableLines(columns, rows, paintTitle);
  const withoutLast = (cells: readonly string[]): readonly string[] => cells.slice(0, -1);
  const [head = '', ...lines] = tableLines(columns.slice(0, -1), rows.map(withoutLast), paintTitle);
  const paint = columns[columns.length - 1]?.paint ?? ((text: string) => text);
  const below = rows.map((row) => {
    const detail = row[row.length - 1] ?? '';
    return detail === '' ? [] : wrap(detail, width - MARGIN.length).map((text) => MARGIN + paint(text));
  });
  return [head, ...lines.flatMap((line, at) => [line, ...(below[at] ?? [])])];
};
