import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkJson } from './check-json.js';
import { PROGRAM, runCli } from './run-cli.js';
import { CALENDAR } from './run-subnet.js';
import type { RunWorld } from './run-world.js';

/** When a run is killed the hard way: so many times, each at a random moment. */
export interface Killing {
  readonly times: number;
  readonly random: (below: number) => number;
}

/** A step as a run tells it. */
export interface ToldStep {
  readonly epoch: number;
  readonly block: number;
  readonly step: string;
  readonly fromBlock?: number;
  readonly says: string;
  readonly warnings: readonly string[];
}

/** What a run came to. */
export interface Played {
  readonly exit: number | null;
  readonly steps: readonly ToldStep[];
  readonly kills: number;
  readonly stderr: string;
}

const LINES_MAX = 5;
const DELAY_MAX_MS = 60;
const ASKED_MS = 5;

const argvOf = (epochs: string): string[] => ['run', '--epochs', epochs, ...CALENDAR, '--json', '--poll-ms', '10'];

const start = ({ at }: RunWorld, epochs: string): ChildProcess =>
  spawn(process.execPath, [PROGRAM, ...argvOf(epochs)], {
    cwd: at.cwd,
    env: { ...process.env, ...at.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** How a run is played. */
export interface Playing {
  readonly epochs?: string;
  readonly killing?: Killing;
  /** It is killed at once when this holds, which is asked every few milliseconds. */
  readonly killedWhen?: () => boolean;
  /** What happens while it waits for a block, before that block is made. */
  readonly meanwhile?: (fromBlock: number) => Promise<void>;
  /** It is ended where it waits for this block or a later one, which is not made. */
  readonly until?: number;
}

/** Reads what one process tells, and makes the blocks that it waits for; with `lines` until it has told so many. */
const follow = async (
  world: RunWorld,
  child: ChildProcess,
  steps: ToldStep[],
  lines: number,
  { meanwhile, until = Number.POSITIVE_INFINITY }: Playing,
): Promise<'ended' | 'enough' | 'until'> => {
  let left = lines;
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    if (line.includes('"subnet-cli/error@1"')) continue; // stderr says it, too
    const told = checkJson('run', line) as unknown as ToldStep;
    steps.push(told);
    const { fromBlock } = told;
    if (fromBlock !== undefined) {
      if (fromBlock >= until) return 'until';
      await meanwhile?.(fromBlock);
      world.mineTo(fromBlock);
    }
    left -= 1;
    if (left === 0) return 'enough';
  }
  return 'ended';
};

/** Runs `subnet-cli run` as a process of its own until it ends, and starts it again whenever it was killed. */
export const play = async (world: RunWorld, playing: Playing = {}): Promise<Played> => {
  const { epochs = '0..0', killing = { times: 0, random: () => 0 }, killedWhen = () => false } = playing;
  const steps: ToldStep[] = [];
  let stderr = '';
  for (let kills = 0; ; kills += 1) {
    const child = start(world, epochs);
    const ended = once(child, 'exit');
    child.stderr?.on('data', (piece: Buffer) => {
      stderr += piece.toString('utf8');
    });
    const lines = kills < killing.times ? 1 + killing.random(LINES_MAX) : 0;
    const asking = setInterval(() => {
      if (killedWhen()) child.kill('SIGKILL');
    }, ASKED_MS);
    const why = await follow(world, child, steps, lines, playing);
    clearInterval(asking);
    if (why === 'enough') await sleep(killing.random(DELAY_MAX_MS)); // into the middle of the next step
    if (why !== 'ended') child.kill('SIGKILL');
    const [exit, signal] = (await ended) as [number | null, string | null];
    if (signal !== 'SIGKILL' || why === 'until') return { exit, steps, kills, stderr };
  }
};

/**
 * Runs it in this process with --once again and again, and makes the block that it waits for. Ends where it does not wait, or at a
 * wait for `until` or a later block, which is not made.
 */
export const playOnce = async (
  { at, mineTo }: RunWorld,
  { epochs = '0..0', until = Number.POSITIVE_INFINITY }: Pick<Playing, 'epochs' | 'until'> = {},
): Promise<Played> => {
  const steps: ToldStep[] = [];
  let all = '';
  for (;;) {
    const { exit, stdout, stderr } = await runCli([...argvOf(epochs), '--once'], at);
    all += stderr;
    const lines = stdout.split('\n').filter((line) => line.includes('"subnet-cli/run@1"'));
    steps.push(...lines.map((line) => checkJson('run', line) as unknown as ToldStep));
    const fromBlock = steps[steps.length - 1]?.fromBlock;
    if (exit !== 125 || fromBlock === undefined || fromBlock >= until) return { exit, steps, kills: 0, stderr: all };
    mineTo(fromBlock);
  }
};

/** What a run came to, for who reads a failed test. */
export const playedWords = ({ steps, stderr, exit }: Played): string =>
  `exit ${exit}\n${stderr}\n${steps.map(({ step, says }) => `${step}: ${says}`).join('\n')}`;
