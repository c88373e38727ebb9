import { readFileSync } from 'node:fs';

const TABLE = 'fixtures/logs/adversarial/README.md';
const REASON = /^- \*\*([a-z0-9-]+)\*\* \(gain [\d.]+ %\): (.*)$/;

const cellsOf = (row) =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The rows of the first table of a page, each as an object by the titles of its columns. */
const readTable = (rows) => {
  const start = rows.findIndex((row) => row.startsWith('| attack |'));
  const titles = cellsOf(rows[start] ?? '');
  const body = rows.slice(start + 2);
  const end = body.findIndex((row) => !row.startsWith('|'));
  return body.slice(0, end).map((row) => Object.fromEntries(cellsOf(row).map((cell, i) => [titles[i], cell])));
};

/** The attacks on fixture logs that pay, with what they pay and why, from the table that a test keeps right. */
export const attacksThatPay = (root) => {
  const rows = readFileSync(`${root}/${TABLE}`, 'utf8').split('\n');
  const whys = new Map(rows.flatMap((row) => (REASON.test(row) ? [row.match(REASON).slice(1)] : [])));
  const paying = readTable(rows).filter(({ gain }) => Number(gain) > 0);
  const unexplained = paying.find(({ attack }) => !whys.has(attack));
  if (unexplained !== undefined) throw new Error(`${TABLE}: nothing says why ${unexplained.attack} pays`);
  if (paying.length !== whys.size)
    throw new Error(`${TABLE}: ${paying.length} attacks pay, ${whys.size} are explained`);
  const link = (name) => `[${name}](../../fixtures/logs/adversarial/${name}/origin.md)`;
  return [
    '| attack | gain | others gain | what it is, and why |',
    '|---|---:|---:|---|',
    ...paying.map(
      (row) => `| ${link(row.attack)} | ${row.gain} % | ${row['others gain']} % | ${whys.get(row.attack)} |`,
    ),
  ];
};
