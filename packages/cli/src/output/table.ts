/** A column: its title, of one line or several, and on which side its cells stand. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Paints a cell after it was padded. */
  readonly paint?: (text: string) => string;
}

const GAP = '  ';
const INDENT = '  ';

/** Cells a text takes on a terminal: one for each code point, enough for what we print. */
const widthOf = (text: string): number => [...text].length;

const pad = (text: string, width: number, align: Column['align']): string => {
  const space = ' '.repeat(width - widthOf(text));
  return align === 'right' ? space + text : text + space;
};

/** Width of a table with its indent. */
export const tableWidth = (columns: readonly Column[], rows: readonly (readonly string[])[]): number =>
  widthsOf(columns, rows).reduce((sum, width) => sum + width, INDENT.length + GAP.length * (columns.length - 1));

const widthsOf = (columns: readonly Column[], rows: readonly (readonly string[])[]): number[] =>
  columns.map(({ title }, at) =>
    [...title.split('\n'), ...rows.map((row) => row[at] ?? '')].reduce((max, cell) => Math.max(max, widthOf(cell)), 0),
  );

/** Rows of titles; one of fewer lines stands at the bottom. */
const titleRows = (columns: readonly Column[]): string[][] => {
  const titles = columns.map(({ title }) => title.split('\n'));
  const height = titles.reduce((max, lines) => Math.max(max, lines.length), 0);
  return Array.from({ length: height }, (_, at) => titles.map((lines) => lines[at - height + lines.length] ?? ''));
};

/**
 * Lines of an aligned table, with its titles unless all are empty. Cells are padded before they are painted, so colour
 * moves nothing; no line ends with blanks.
 */
export const tableLines = (
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  paintTitle: (text: string) => string = (text) => text,
): string[] => {
  const widths = widthsOf(columns, rows);
  const lineOf = (cells: readonly string[], paintOf: (column: Column) => (text: string) => string): string => {
    const last = cells.findLastIndex((cell) => cell !== '');
    const padded = columns.slice(0, last + 1).map((column, at) => {
      const cell = cells[at] ?? '';
      const fits = at === last && column.align !== 'right';
      return paintOf(column)(fits ? cell : pad(cell, widths[at] ?? 0, column.align));
    });
    return INDENT + padded.join(GAP);
  };
  const isUntitled = columns.every(({ title }) => title === '');
  const head = isUntitled ? [] : titleRows(columns).map((cells) => lineOf(cells, () => paintTitle));
  return [...head, ...rows.map((row) => lineOf(row, ({ paint }) => paint ?? ((text) => text)))];
};
