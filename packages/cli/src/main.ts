import { type Command, CommanderError } from 'commander';
import { type Problem, problemOf } from './cli-error.js';
import { contextOf, type GlobalFlags } from './context.js';
import type { ExitCode } from './exit.js';
import type { Io } from './io.js';
import { problemJson, problemLines } from './output/problem-lines.js';
import { type Asked, buildProgram } from './program.js';
import { commanderProblem, upToTheMistake, whichProblem } from './usage-problem.js';
import { packageVersion } from './version.js';

const HELP_COLUMNS_MAX = 100;

/** Words of a command line that are no options: the first one or two name the command. */
const wordsOf = (argv: readonly string[]): readonly string[] => argv.filter((arg) => !arg.startsWith('-'));

type Parsed = { readonly asked: Asked; readonly flags: GlobalFlags } | { readonly exit: ExitCode };

/** `help log seal` asks the same as `log seal --help`. */
const withoutHelpWord = (argv: readonly string[]): readonly string[] =>
  argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;

const parse = async (typed: readonly string[], io: Io): Promise<Parsed> => {
  const argv = upToTheMistake(withoutHelpWord(typed));
  const words = wordsOf(argv);
  let out = '';
  const write = (text: string): void => {
    out += text;
  };
  let asked: Asked | undefined;
  const columns = Math.min(io.stdout.columns ?? HELP_COLUMNS_MAX, HELP_COLUMNS_MAX);
  const program: Command = await buildProgram({
    wants: (name) => name === words[0] || name === words.slice(0, 2).join(' '),
    output: {
      writeOut: write,
      writeErr: write,
      outputError: () => undefined,
      getOutHelpWidth: () => columns,
      getErrHelpWidth: () => columns,
    },
    version: argv.includes('-V') || argv.includes('--version') ? packageVersion() : '',
    ask: (found) => {
      asked = found;
    },
  });
  if (argv.length === 0) {
    program.outputHelp();
    await io.stdout.write(out);
    return { exit: 0 };
  }
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version') {
      await io.stdout.write(out);
      return { exit: 0 };
    }
    if (error.code === 'commander.help') throw whichProblem(words);
    throw commanderProblem(error, words);
  }
  if (asked === undefined) throw new Error('the command line was parsed, and no command was asked for');
  const { json = false, quiet = false, verbose = false, color = true } = program.opts<Partial<GlobalFlags>>();
  return { asked, flags: { json, quiet, verbose, color } };
};

/** A problem as text; of a bug -v shows where it happened. */
export const problemText = (problem: Problem, argv: readonly string[], cause: unknown): string => {
  const verbose = argv.includes('-v') || argv.includes('--verbose');
  const stack = verbose && problem.exit === 70 && cause instanceof Error ? [cause.stack ?? ''] : [];
  return [...problemLines(problem), ...stack].map((line) => `${line}\n`).join('');
};

/** Says on stderr, and under --json on stdout too, why the command ended early. */
const report = async (io: Io, problem: Problem, argv: readonly string[], cause: unknown): Promise<ExitCode> => {
  // Where nobody can be told, the exit code says it all the same.
  await io.stderr.write(problemText(problem, argv, cause)).catch(() => undefined);
  if (argv.includes('--json')) {
    await io.stdout.write(`${JSON.stringify({ schema: 'subnet-cli/error@1', ...problemJson(problem) })}\n`);
  }
  return problem.exit;
};

/** Runs one command line and says its exit code; never throws, never ends the process. */
export const main = async (argv: readonly string[], io: Io): Promise<ExitCode> => {
  try {
    const parsed = await parse(argv, io);
    if ('exit' in parsed) return parsed.exit;
    const { asked, flags } = parsed;
    return await asked.module.run(contextOf(io, flags), asked.options as never, asked.args);
  } catch (error) {
    return report(io, problemOf(error), argv, error);
  }
};
