import type { Context } from '../context.js';

/** Writes facts as they come: plain lines, or the growing list of one JSON object. */
export interface FactWriter {
  readonly write: (lines: readonly string[]) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** A writer to stdout. Under --json the facts become the list `facts` of one object, without ever being held together. */
export const factWriter = ({ io, flags }: Context, schema: string, body: object): FactWriter => {
  if (!flags.json) {
    return {
      write: (lines) => io.stdout.write(lines.map((line) => `${line}\n`).join('')),
      end: async () => undefined,
    };
  }
  const head = JSON.stringify({ schema: `subnet-cli/${schema}@1`, ...body });
  let started = false;
  const start = (): string => {
    const text = started ? ',' : `${head.slice(0, -1)},"facts":[`;
    started = true;
    return text;
  };
  return {
    // A fact is canonical JSON already.
    write: async (lines) => {
      if (lines.length > 0) await io.stdout.write(start() + lines.join(','));
    },
    end: async () => {
      await io.stdout.write(started ? ']}\n' : `${start()}]}\n`);
    },
  };
};
