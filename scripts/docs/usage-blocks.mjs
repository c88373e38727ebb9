const PROGRAM = 'subnet-cli';
const FLAG = /^(-[a-zA-Z]|--[a-z][a-z-]*)(?:=.*)?$/;

/** The calls of the program in a row: what stands before a pipe, a redirection or `&&` ends one. */
const callsOf = (row) =>
  row
    .split(/\||&&|>/)
    .map((part) => part.trim().split(/\s+/))
    .filter(([program]) => program === PROGRAM);

/** Words that can name a command: those before the first option or anything that is no plain word. */
const wordsOf = (call) => {
  const words = call.slice(1);
  const end = words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word));
  return (end < 0 ? words : words.slice(0, end)).slice(0, 2);
};

/** The help of the longest command that the words name; undefined when they name none. Asked for once each. */
const helpOf = (session, words, known) => {
  for (let count = words.length; count > 0; count -= 1) {
    const path = words.slice(0, count).join(' ');
    if (!known.has(path)) known.set(path, session.run(`${PROGRAM} ${path} --help`));
    const { output, status } = known.get(path);
    if (status === 0 && output.includes(`Usage: ${PROGRAM} ${path}`)) return output;
  }
  return undefined;
};

const problemOf = (session, call, known) => {
  const words = wordsOf(call);
  const help = helpOf(session, words, known);
  if (help === undefined) return `${PROGRAM} has no command "${words.join(' ')}"`;
  const flags = call.flatMap((word) => word.match(FLAG)?.[1] ?? []);
  const named = new Set(help.split(/[\s,[\]=]+/));
  const unknown = flags.find((flag) => !named.has(flag));
  return unknown === undefined ? undefined : `"${call.join(' ')}": the help of the command names no ${unknown}`;
};

const helps = new WeakMap();

/** Checks a `usage` block: lines that show how to call the program and are not run. Commands and options must exist. */
export const checkUsage = ({ path, block, session, report }) => {
  if (!helps.has(session)) helps.set(session, new Map());
  for (const [i, row] of block.body.entries()) {
    const calls = callsOf(row);
    const problems =
      calls.length === 0
        ? [`a usage block shows calls of ${PROGRAM}`]
        : calls.flatMap((call) => problemOf(session, call, helps.get(session)) ?? []);
    if (problems.length === 0) report.pass();
    for (const problem of problems) report.fail(path, block.line + 1 + i, problem);
  }
};
