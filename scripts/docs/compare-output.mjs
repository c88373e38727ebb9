const ANY = '...';

/**
 * Compares the output a page shows with what came, row by row; a row `...` stands for any number of rows, none included.
 * Answers undefined when they agree, else the first row of `shown` (from 0) that nothing fits to, and what stood there.
 */
export const compareOutput = (shown, actual) => {
  const stuck = { at: 0, found: actual[0] };
  const fits = (i, j) => {
    if (i > stuck.at) Object.assign(stuck, { at: i, found: actual[j] });
    if (i === shown.length) return j === actual.length;
    if (shown[i] === ANY) return fits(i + 1, j) || (j < actual.length && fits(i, j + 1));
    return j < actual.length && shown[i].trimEnd() === actual[j].trimEnd() && fits(i + 1, j + 1);
  };
  return fits(0, 0) ? undefined : stuck;
};

/** Rows of an output, without the empty one behind the last line feed. */
export const rowsOf = (output) => {
  const rows = output.split('\n').map((row) => row.trimEnd());
  return rows.at(-1) === '' ? rows.slice(0, -1) : rows;
};
