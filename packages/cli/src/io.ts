import { askTerminal } from './terminal.js';

/** A stream that text goes to. */
export interface Out {
  readonly isTTY: boolean;
  /** Width of the terminal; undefined when there is none. */
  readonly columns: number | undefined;
  /** Resolves when the text was taken over; quiet when the reader is gone. */
  write(text: string): Promise<void>;
  /** True when the reader went away, as `head` does. */
  isClosed(): boolean;
}

/** Everything of the outside that a command sees, so that tests can be the outside. */
export interface Io {
  readonly stdout: Out;
  readonly stderr: Out;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Milliseconds from some start. */
  readonly now: () => number;
  /** Asks the person at the terminal, who types one line; undefined when nobody is there. Who takes it overwrites it. */
  readonly ask: (question: string, typing: 'shown' | 'hidden') => Promise<Uint8Array | undefined>;
}

const outOf = (stream: NodeJS.WriteStream, name: string, env: NodeJS.ProcessEnv): Out => {
  let closed = false;
  let failure: Error | undefined;
  // The stream gives one error to whoever wrote and to whoever listens.
  const named = (error: Error): Error =>
    error.message.endsWith(name) ? error : Object.assign(error, { message: `${error.message} to ${name}` });
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') closed = true;
    else failure = named(error);
  });
  const isTTY = stream.isTTY === true;
  const wished = Number(env['COLUMNS']);
  return {
    isTTY,
    columns: isTTY ? stream.columns : wished > 0 ? wished : undefined,
    isClosed: () => closed,
    write: (text) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(failure);
        if (closed || text === '') return resolve();
        stream.write(text, (error: (Error & { code?: string }) | null | undefined) => {
          if (error === null || error === undefined || error.code === 'EPIPE') resolve();
          else reject(named(error));
        });
      }),
  };
};

/** A stream that is opened when it is first used: stderr often never is. */
const lazily = (open: () => Out): Out => {
  let opened: Out | undefined;
  const out = (): Out => {
    opened ??= open();
    return opened;
  };
  return {
    get isTTY() {
      return out().isTTY;
    },
    get columns() {
      return out().columns;
    },
    write: (text) => out().write(text),
    isClosed: () => opened?.isClosed() ?? false,
  };
};

/** The streams, environment and clock of this process. */
export const processIo = (): Io => ({
  stdout: outOf(process.stdout, 'stdout', process.env),
  stderr: lazily(() => outOf(process.stderr, 'stderr', process.env)),
  // Touching process.stdin opens it, so only who reads it does.
  stdin: { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() },
  env: process.env,
  cwd: process.cwd(),
  now: () => performance.now(),
  ask: askTerminal,
});
