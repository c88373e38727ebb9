import type { Io } from './io.js';
import { type Paint, paintFor } from './output/colour.js';

/** Options that every command takes. */
export interface GlobalFlags {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: boolean;
}

/** What a command works with. Data goes to stdout, everything else to stderr. */
export interface Context {
  readonly io: Io;
  readonly flags: GlobalFlags;
  readonly paint: Paint;
  /** Prints lines of data; nothing under --json, where the one object is all there is. */
  readonly print: (...lines: readonly string[]) => Promise<void>;
  /** Prints the one object of --json. */
  readonly printJson: (schema: string, body: object) => Promise<void>;
  /** Says something to the person on stderr; --quiet silences it. */
  readonly note: (...lines: readonly string[]) => Promise<void>;
  /** Says something on stderr that --quiet does not silence. */
  readonly warn: (...lines: readonly string[]) => Promise<void>;
  /** Columns to fill; without a terminal there is no limit. */
  readonly width: number;
}

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** A context over the outside. */
export const contextOf = (io: Io, flags: GlobalFlags): Context => {
  const { stdout, stderr } = io;
  return {
    io,
    flags,
    paint: paintFor(stdout, io.env, flags.color && !flags.json),
    print: async (...lines) => (flags.json ? undefined : stdout.write(textOf(lines))),
    printJson: (schema, body) => stdout.write(`${JSON.stringify({ schema: `subnet-cli/${schema}@1`, ...body })}\n`),
    note: async (...lines) => (flags.quiet || lines.length === 0 ? undefined : stderr.write(textOf(lines))),
    warn: async (...lines) => (lines.length === 0 ? undefined : stderr.write(textOf(lines))),
    width: stdout.columns ?? Number.POSITIVE_INFINITY,
  };
};
