import type { Fact } from '../event/index.js';
import { filetaoReadme1 } from '../rulesets/index.js';
import { type FactOf, makeFact, type Plain } from './fact.js';
import { accountOf } from './names.js';
import { smallWorld, type World, type WorldOptions } from './world.js';

/** A subnet whose miners store files; filetao-readme@1 unless other parameters are given. */
export const storageWorld = (options: Omit<WorldOptions, 'zipcodes'>): World => {
  const { mechanism, name, params } = filetaoReadme1;
  return smallWorld({ mechanism, params, ruleset: name, ...options, zipcodes: {} });
};

type Result = Plain<FactOf<'TaskBatchCompleted'>['data']['results'][number]>;
/** What one miner did; what is not said is a pass of a mebibyte in a second. */
export type Answer = Result['outcome'] | Partial<Omit<Result, 'hotkey'>>;

export interface BatchOptions {
  /** Blocks from startBlock. */
  readonly at: number;
  readonly task?: 'store' | 'challenge' | 'retrieve';
  /** By miner, in the order of the requests. */
  readonly results: Readonly<Record<string, Answer>>;
  readonly batch?: string;
  readonly cutoffMs?: number;
  /** Default: the first observer of the world. */
  readonly observer?: string;
}

const MEBIBYTE = 1_048_576;

const answerOf = (answer: Answer): Omit<Result, 'hotkey'> => ({
  bytes: MEBIBYTE,
  latencyMs: 1_000,
  outcome: 'passed',
  ...(typeof answer === 'string' ? { outcome: answer } : answer),
});

const observed = (world: World, epoch: number, at: number, observer = world.observers[0]) => {
  if (observer === undefined) throw new RangeError('storage tasks: the world has no observer');
  const block = world.blocksOf(epoch).startBlock + at;
  return { netuid: world.netuid, epoch, block, by: accountOf(observer) };
};

/** One batch of tasks that an observer finished. */
export const taskBatch = (world: World, epoch: number, options: BatchOptions): Fact => {
  const { at, task = 'store', results, cutoffMs = 12_000, batch = `${epoch}.${at}.${task}`, observer } = options;
  return makeFact('TaskBatchCompleted', observed(world, epoch, at, observer), {
    batch,
    cutoffMs,
    results: Object.entries(results).map(([name, answer]) => ({ hotkey: accountOf(name), ...answerOf(answer) })),
    task,
  });
};

/** One round of pings: by miner, whether it answered. */
export const pinged = (
  world: World,
  epoch: number,
  at: number,
  up: Readonly<Record<string, boolean>>,
  observer?: string,
): Fact =>
  makeFact('MonitorPinged', observed(world, epoch, at, observer), {
    results: Object.entries(up).map(([name, isUp]) => ({ hotkey: accountOf(name), up: isUp })),
  });
