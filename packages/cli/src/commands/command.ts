import type { Option } from 'commander';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';

/** An argument as commander writes it, such as `<file>`, and what it is. */
export type ArgumentText = readonly [flags: string, says: string];

/** One command: what it takes, how it is used, and what it does. Its name and summary stand in the table. */
export interface CommandModule {
  /** A paragraph for the help, beyond the one line of the table. */
  readonly about: string;
  readonly args: readonly ArgumentText[];
  readonly options: readonly Option[];
  /** Copyable command lines, without `subnet-cli `. */
  readonly examples: readonly string[];
  /** The exit codes it can end with, beside 2, 70 and 130, which any command can. */
  readonly exits: readonly ExitCode[];
  readonly run: (context: Context, options: never, args: readonly string[]) => Promise<ExitCode>;
}

/** Checks a command against the type of its options and hands it to the table. */
export const command = <Options>(
  module: Omit<CommandModule, 'run'> & {
    readonly run: (context: Context, options: Options, args: readonly string[]) => Promise<ExitCode>;
  },
): CommandModule => module;
