const pad = (text, width) => text.padEnd(width);
const padLeft = (text, width) => text.padStart(width);
const widest = (texts) => Math.max(...texts.map(({ length }) => length));

/** What a log is made of: facts of each type, their mean length, and how many results or ids they list on the mean. */
export const printMix = (name, mix) => {
  const types = Object.entries(mix).sort(([, a], [, b]) => b.count - a.count);
  const facts = types.reduce((sum, [, { count }]) => sum + count, 0);
  const bytes = types.reduce((sum, [, { bytes: own }]) => sum + own, 0);
  const width = widest(types.map(([type]) => type));
  console.log(`${name}: ${facts} facts, ${Math.round(bytes / facts)} bytes a line`);
  for (const [type, { count, bytes: own, listed }] of types) {
    const each = listed === undefined ? '' : `  ${(listed / count).toFixed(1)} listed`;
    console.log(
      `  ${pad(type, width)}  ${padLeft(String(count), 8)}  ${padLeft(String(Math.round(own / count)), 6)} bytes${each}`,
    );
  }
  console.log();
};

const numberOf = (value) => (value < 0.1 ? value.toFixed(5) : value.toFixed(2));

const barOf = ({ bar }) => {
  if (bar === undefined) return 'not judged';
  return bar.atLeast === undefined ? `at most ${bar.atMost}` : `at least ${bar.atLeast}`;
};

/** One line a row: name, value, bar, whether it holds, and what stands behind it. */
export const printRows = (rows, smoke) => {
  const width = widest(rows.map(({ name }) => name));
  for (const row of rows) {
    const verdict = smoke || row.bar === undefined ? '-' : row.holds ? 'holds' : 'FAILS';
    const bar = smoke ? 'not judged' : barOf(row);
    console.log(
      `${pad(row.name, width)}  ${padLeft(numberOf(row.value), 9)}  ${pad(bar, 14)}  ${pad(verdict, 5)}  ${row.note}`,
    );
  }
};
