import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Io, Out } from '../io.js';
import { main } from '../main.js';
import { packageRoot } from '../version.js';

/** What a command line came to. */
export interface Ran {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The outside of one run. */
export interface Outside {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** A terminal of this width; without it there is none. */
  readonly columns?: number;
  /** What the person at the terminal types, question by question; without it nobody is there. */
  readonly answers?: readonly string[];
}

const collector = (columns: number | undefined): { readonly out: Out; readonly text: () => string } => {
  let text = '';
  const write = async (piece: string): Promise<void> => {
    text += piece;
  };
  return { out: { isTTY: columns !== undefined, columns, write, isClosed: () => false }, text: () => text };
};

async function* piecesOf(input: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield Buffer.from(input);
}

/** Runs a command line in this process: quick, and with a made-up terminal. */
export const runCli = async (argv: readonly string[], outside: Outside): Promise<Ran> => {
  const stdout = collector(outside.columns);
  const stderr = collector(outside.columns);
  let clock = 0;
  const answers = [...(outside.answers ?? [])];
  const io: Io = {
    stdout: stdout.out,
    stderr: stderr.out,
    stdin: piecesOf(outside.input ?? ''),
    env: outside.env ?? {},
    cwd: outside.cwd,
    // Every look at the clock takes a millisecond, so what is printed does not depend on the machine.
    now: () => {
      clock += 1;
      return clock;
    },
    ask: async () => {
      const answer = answers.shift();
      return answer === undefined ? undefined : Buffer.from(answer);
    },
  };
  return { exit: await main(argv, io), stdout: stdout.text(), stderr: stderr.text() };
};

/** The program as it is started. */
export const PROGRAM = join(packageRoot(), 'bin', 'subnet-cli.js');

/** Runs a command line as a process of its own: exit code and streams as a shell sees them. */
export const spawnCli = (argv: readonly string[], { cwd, env = {}, input = '' }: Outside): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const { SUBNET_LOG: _, ...inherited } = process.env;
    const child = spawn(process.execPath, [PROGRAM, ...argv], { cwd, env: { ...inherited, ...env } });
    const texts = { stdout: '', stderr: '' };
    child.stdout.on('data', (piece: Buffer) => {
      texts.stdout += piece.toString('utf8');
    });
    child.stderr.on('data', (piece: Buffer) => {
      texts.stderr += piece.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (exit, signal) => resolve({ exit: exit ?? (signal === 'SIGINT' ? -2 : -1), ...texts }));
    child.stdin.on('error', () => undefined); // it may end before it has read everything
    child.stdin.end(input);
  });
