import { type Column, tableLines, tableWidth } from './table.js';
import { wrap } from './wrap.js';

const MARGIN = '    ';

/** A table whose last column stands below a row, wrapped, where it does not fit beside it. */
export const detailTableLines = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  paintTitle: (text: string) => string,
): string[] => {
  const detailOf = (row: readonly string[]): string => row[columns.length - 1] ?? '';
  const others = [...columns.slice(0, -1), { title: '' }];
  const withoutDetails = rows.map((row) => row.slice(0, -1));
  const room = width - tableWidth(others, withoutDetails);
  const fits = (row: readonly string[]): boolean => detailOf(row) === '' || [...detailOf(row)].length <= room;
  const beside = rows.map((row) => (fits(row) ? row : row.slice(0, -1)));
  // A title over nothing would say less than none.
  const isBeside = rows.some((row) => fits(row) && detailOf(row) !== '');
  const lines = tableLines(isBeside ? columns : columns.slice(0, -1), beside, paintTitle);
  const paint = columns[columns.length - 1]?.paint ?? ((text: string) => text);
  const below = rows.map((row) =>
    fits(row) ? [] : wrap(detailOf(row), width - MARGIN.length).map((text) => MARGIN + paint(text)),
  );
  const heads = lines.length - rows.length;
  return lines.flatMap((line, at) => [line, ...(below[at - heads] ?? [])]);
};
