import { compareOutput, rowsOf } from './compare-output.mjs';

const PROMPT = '$ ';
const SHOWS_STATUS = 'echo $?';

/** The commands of a console block, each with the rows of output it shows. A command goes on while its rows end in `\`. */
export const commandsOf = (body) => {
  const commands = [];
  for (let at = 0; at < body.length; at += 1) {
    const row = body[at];
    if (!row.startsWith(PROMPT)) {
      if (commands.length === 0) return undefined;
      commands.at(-1).shown.push(row);
      continue;
    }
    const rows = [row];
    while (rows.at(-1).endsWith('\\') && at + 1 < body.length) {
      at += 1;
      rows.push(body[at]);
    }
    commands.push({ rows, script: rows.join('\n').slice(PROMPT.length), at: at + 1, shown: [] });
  }
  return commands;
};

/** Runs a `console` block and compares what each command prints; `write` is given the rows as they should be. */
export const checkConsole = ({ path, block, session, report, write }) => {
  const commands = commandsOf(block.body);
  if (commands === undefined || commands.length === 0) {
    return report.fail(path, block.line, 'a console block begins with a command: "$ " and what to type');
  }
  const body = [];
  let before = 0;
  for (const [i, { rows, script, at, shown }] of commands.entries()) {
    const { output, status } = session.run(script, before);
    const line = block.line + at;
    const expectsFailure = commands[i + 1]?.script === SHOWS_STATUS;
    const actual = rowsOf(output);
    const stuck = compareOutput(shown, actual);
    if (status !== 0 && !expectsFailure) {
      report.fail(path, line, `\`${script}\` ended with exit code ${status}: ${actual.slice(-3).join(' | ')}`);
    } else if (stuck !== undefined && write === undefined) {
      const [wanted, found] = [shown[stuck.at] ?? 'the end', stuck.found ?? 'the end'];
      report.fail(
        path,
        line + 1 + stuck.at,
        `\`${script}\`: the page shows ${JSON.stringify(wanted)}, it prints ${JSON.stringify(found)}`,
      );
    } else report.pass();
    body.push(...rows, ...(stuck === undefined ? shown : actual));
    before = status;
  }
  write?.(body);
};

/** Runs an `sh` block as one script; it shows no output, so only the exit code counts. */
export const checkScript = ({ path, block, session, report }) => {
  const { output, status } = session.run(`set -e\n${block.body.join('\n')}`);
  if (status === 0) report.pass();
  else
    report.fail(path, block.line, `the script ended with exit code ${status}: ${rowsOf(output).slice(-3).join(' | ')}`);
};
