/** How the result of the vectors is shown. */

/** One object on one line; counts are numbers, the rest lists of names and reasons. */
export const asJson = (files) => `${JSON.stringify({ files })}\n`;

const HEAD = ['file', 'passed', 'failed', 'skipped', 'differs'];

const table = (rows) => {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ');
  return rows.map(line).join('\n');
};

const list = (title, files, key) => {
  const lines = files.flatMap(({ file, [key]: items }) =>
    items.map((item) => `  ${file}: ${item.case}: ${item.reason}`),
  );
  return lines.length === 0 ? [] : [`\n${title}\n${lines.join('\n')}`];
};

/** An aligned table, then what failed, what differs on purpose and what was skipped, each with its reason. */
export const asText = (files) => {
  const sum = (count) => String(files.reduce((total, file) => total + count(file), 0));
  const counts = (file) => [file.passed, file.failed, file.skipped, file.differsOnPurpose.length];
  const rows = files.map((file) => [file.file, ...counts(file).map(String)]);
  const total = ['total', ...[0, 1, 2, 3].map((i) => sum((file) => counts(file)[i]))];
  const parts = [
    table([HEAD, ...rows, total]),
    ...list('skipped', files, 'skips'),
    ...list('differs on purpose', files, 'differences'),
    ...list('failed', files, 'failures'),
  ];
  return `${parts.join('\n')}\n`;
};
