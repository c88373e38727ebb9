import { nodeHost } from '@subnet-scoring/adapters/node';
import { type ReplayedEpoch, type ReplayStart, replayLog, startBefore } from '@subnet-scoring/adapters/operations';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import { initialReplay, type Seal } from '@subnet-scoring/core';
import { Option } from 'commander';
import type { Context } from '../context.js';
import { type ExitCode, worstExit } from '../exit.js';
import { dataErrorJson, dataErrorLines } from '../output/data-errors.js';
import { plural } from '../output/plural.js';
import { type Progress, startProgress } from '../output/progress.js';
import { claimLines } from '../view/claim-text.js';
import { hashesOf } from '../view/epoch-json.js';
import { metLines } from '../view/met-text.js';
import { replayLine } from '../view/replay-text.js';
import { command } from './command.js';
import { type EpochRange, epochsIn } from './epochs.js';
import { type Expectation, type Met, meet } from './expectation.js';
import { orThrow } from './failures.js';
import { withLog } from './open-log.js';
import { epochsOption, expectOption, type LogOptions, logOption } from './options.js';

interface Options extends LogOptions {
  readonly epochs?: EpochRange;
  readonly expect?: Expectation;
  readonly fromSnapshot?: boolean;
}

/** What a replay found, over all epochs it showed. */
interface Found {
  facts: number;
  readonly epochs: object[];
  readonly exits: ExitCode[];
  last: ReplayedEpoch | undefined;
}

const exitsOf = ({ result, differences, claims }: ReplayedEpoch): ExitCode[] => [
  ...(differences.length > 0 ? ([12] as const) : []),
  ...(claims.length > 0 ? ([1] as const) : []),
  ...(result.status === 'unjudged' ? ([125] as const) : []),
];

const show = async (context: Context, replayed: ReplayedEpoch, seals: readonly Seal[], found: Found): Promise<void> => {
  const { result, differences, claims } = replayed;
  found.facts += result.seal.count;
  found.exits.push(...exitsOf(replayed));
  found.last = replayed;
  if (context.flags.json) {
    const { epoch, status, missing, seal } = result;
    const hashes = hashesOf(result);
    const wrong = differences.map(dataErrorJson);
    found.epochs.push({ epoch, facts: seal.count, status, missing, hashes, differences: wrong, claims });
  } else await context.print(replayLine(replayed, seals, context));
  if (differences.length > 0) await context.warn(...differences.flatMap(dataErrorLines));
  if (claims.length > 0) await context.warn(...claimLines(claims, `epoch ${result.epoch}, `));
  if (result.status === 'unjudged')
    await context.note(...result.missing.map((text) => `epoch ${result.epoch}: ${text}`));
};

const begin = async (
  log: EventLog,
  seals: readonly Seal[],
  index: number,
  fromSnapshot: boolean,
): Promise<ReplayStart> =>
  fromSnapshot ? startBefore(log, seals, index, nodeHost) : { state: initialReplay(log.header, nodeHost), next: 0 };

const sumUp = async (context: Context, found: Found, met: Met | undefined, ms: number): Promise<ExitCode> => {
  const rate = ms > 0 ? Math.round((found.facts * 1000) / ms) : found.facts;
  const seconds = (ms / 1000).toFixed(2);
  await context.note(`${plural(found.facts, 'fact')} in ${seconds} s (${rate} facts/s)`);
  if (met !== undefined) await context.note(...metLines(met));
  const exits = [...found.exits];
  if (met !== undefined) exits.push(met.matches === undefined ? 125 : met.matches ? 0 : 1);
  const exit = worstExit(exits);
  const WHY: Partial<Record<ExitCode, string>> = {
    12: 'a seal is not confirmed by its facts',
    1: met?.matches === false ? 'the hash is not the expected one' : 'a claim is not confirmed',
    125: 'an epoch could not be judged',
  };
  if (exit !== 0) await context.warn(`exit ${exit}: ${WHY[exit] ?? ''}`);
  return exit;
};

/** `replay`: sealed epochs from their facts, every seal compared. */
export const replay = command<Options>({
  about:
    'Replays sealed epochs from their facts and compares every seal. By default from the first epoch of the log, so that nothing is taken on trust. A claim that replay does not confirm is shown with both values and its author.',
  args: [],
  options: [
    epochsOption('show only these epochs, both ends included; what is before them is replayed silently'),
    expectOption(),
    new Option(
      '--from-snapshot',
      'start at the nearest kept state instead of the first epoch: faster, and it trusts the cache',
    ),
    logOption(),
  ],
  examples: [
    'replay --log ./subnet-log',
    'replay --epochs 100..110 --from-snapshot',
    'replay --epochs ..7 --expect 0123456789ab',
  ],
  exits: [1, 12, 16, 125],
  run: (context, options) =>
    withLog(context, options, 'read', async (log) => {
      const seals = await log.seals();
      const there = seals.map(({ epoch }) => epoch);
      const range = options.epochs ?? { first: undefined, last: undefined };
      const wanted = epochsIn(range, there, 'sealed epochs');
      const first = there.indexOf(wanted[0] ?? there[0] ?? (0 as Seal['epoch']));
      const start = await begin(log, seals, Math.max(0, first), options.fromSnapshot === true);
      const until = first + wanted.length;
      const total = seals.slice(start.next, until).reduce((sum, { count }) => sum + count, 0);
      const progress: Progress = startProgress(context.io, !context.flags.quiet, {
        label: 'replay',
        total,
        unit: 'facts',
      });
      const found: Found = { facts: 0, epochs: [], exits: [], last: undefined };
      const started = context.io.now();
      let done = 0;
      for await (const step of replayLog(log, start, until, { host: nodeHost })) {
        if (step._tag === 'Left') await progress.end();
        const replayed = orThrow(step);
        done += replayed.result.seal.count;
        progress.update(done);
        if (!wanted.includes(replayed.result.epoch)) continue;
        await progress.end();
        await show(context, replayed, seals, found);
      }
      await progress.end();
      const last = found.last?.result;
      const met: Met | undefined =
        options.expect === undefined
          ? undefined
          : last === undefined
            ? { what: options.expect.what, expected: options.expect.prefix }
            : meet(options.expect, last);
      if (wanted.length === 0)
        await context.note('the log has no sealed epochs: seal some with `subnet-cli log seal --all`');
      const exit = await sumUp(context, found, met, context.io.now() - started);
      if (context.flags.json) {
        const expect = met === undefined ? {} : { expect: met };
        await context.printJson('replay', { epochs: found.epochs, facts: found.facts, ...expect });
      }
      return exit;
    }),
});
