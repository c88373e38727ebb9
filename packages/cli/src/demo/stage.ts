import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import type { Io, Out } from '../io.js';
import { main } from '../main.js';

/** One step of the tour that was taken. */
export interface Step {
  readonly title: string;
  readonly command: string;
  readonly exit: ExitCode;
  readonly ms: number;
}

/** Runs commands in front of the person, each under a title. */
export interface Stage {
  readonly title: (text: string, ...about: readonly string[]) => Promise<void>;
  /** Runs a command line as if it had been typed; shows at most `max` lines of what it prints. */
  readonly run: (argv: readonly string[], max?: number) => Promise<ExitCode>;
  readonly steps: readonly Step[];
}

const INDENT = '  ';
const RULE_MAX = 76;

const capture = (out: Out): { readonly out: Out; readonly text: () => string } => {
  let text = '';
  const columns = out.columns === undefined ? undefined : out.columns - INDENT.length;
  const write = async (piece: string): Promise<void> => {
    text += piece;
  };
  return { out: { isTTY: out.isTTY, columns, write, isClosed: out.isClosed }, text: () => text };
};

const shownLines = (text: string, max: number, more: string): string[] => {
  const lines = text.trimEnd().split('\n');
  // One line too many is shown rather than counted.
  if (lines.length <= max + 1) return lines;
  return [...lines.slice(0, max), `... ${lines.length - max} more lines: ${more}`];
};

/** A stage in a directory. Commands find the log there by themselves, and nothing of the person's own settings. */
export const stageIn = (context: Context, directory: string, total: number): Stage => {
  const { io, paint, flags } = context;
  const steps: Step[] = [];
  let current = '';
  let number = 0;
  return {
    steps,
    title: async (text, ...about) => {
      number += 1;
      current = text;
      const head = `${number}/${total}  ${text} `;
      const rule = '─'.repeat(Math.max(3, Math.min(context.width - 1, RULE_MAX) - head.length));
      await context.print('', `${paint.strong(head)}${paint.dim(rule)}`, ...about.map((line) => paint.dim(line)));
    },
    run: async (argv, max = Number.POSITIVE_INFINITY) => {
      const typed = ['subnet-cli', ...argv].join(' ');
      const captured = capture(io.stdout);
      const both: Io = {
        ...io,
        cwd: directory,
        env: { ...io.env, SUBNET_LOG: '' },
        stdout: captured.out,
        stderr: captured.out,
      };
      const started = io.now();
      const exit = await main(flags.color ? argv : ['--no-color', ...argv], both);
      steps.push({ title: current, command: typed, exit, ms: Math.round(io.now() - started) });
      const lines = shownLines(captured.text(), max, typed);
      await context.print(
        '',
        `${paint.key('$')} ${paint.strong(typed)}`,
        ...lines.map((line) => (line === '' ? '' : INDENT + line)),
      );
      if (exit !== 0) await context.print(paint.dim(`${INDENT}exit code ${exit}`));
      return exit;
    },
  };
};
