import { nodeHost } from '@subnet-scoring/adapters/node';
import { collectStats, replayLog, startBefore } from '@subnet-scoring/adapters/operations';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import type { EpochNumber, Seal } from '@subnet-scoring/core';
import { fail } from '../cli-error.js';
import type { Context } from '../context.js';
import { startProgress } from '../output/progress.js';
import { mechanismStatsJson, mechanismStatsLines } from '../view/mechanism-stats.js';
import { type ShownStats, statsJson, statsLines } from '../view/stats-text.js';
import { command } from './command.js';
import { type EpochRange, epochsIn } from './epochs.js';
import { evaluatedEpoch } from './evaluated.js';
import { orThrow } from './failures.js';
import { withLog } from './open-log.js';
import { countOption, epochOption, epochsOption, type LogOptions, logOption } from './options.js';

interface Options extends LogOptions {
  readonly epoch?: EpochNumber;
  readonly epochs?: EpochRange;
  readonly top?: number;
}

const TOP_MAX = 1_000_000;

const noEpochs = (): Error => {
  const message = 'the log has no sealed epochs, and stats are over sealed ones';
  return fail({ exit: 125, code: 'CANNOT_JUDGE', message, help: 'seal some: subnet-cli log seal --all' });
};

/** Adds up sealed epochs. */
const overEpochs = async (context: Context, log: EventLog, range: EpochRange): Promise<ShownStats> => {
  const seals = await log.seals();
  const there = seals.map(({ epoch }) => epoch);
  if (there.length === 0) throw noEpochs();
  const wanted = epochsIn(range, there, 'sealed epochs');
  const first = there.indexOf(wanted[0] as Seal['epoch']);
  const until = first + wanted.length;
  const start = await startBefore(log, seals, first, nodeHost);
  const total = seals.slice(start.next, until).reduce((sum, { count }) => sum + count, 0);
  const progress = startProgress(context.io, !context.flags.quiet, { label: 'stats', total, unit: 'facts' });
  const collected = collectStats();
  let done = 0;
  for await (const step of replayLog(log, start, until, { host: nodeHost })) {
    if (step._tag === 'Left') await progress.end();
    const { result } = orThrow(step);
    done += result.seal.count;
    progress.update(done);
    if (wanted.includes(result.epoch)) collected.add(result);
  }
  await progress.end();
  return { epochs: wanted, ...collected.finish() };
};

/** One epoch, and behind it what each mechanism knows of every miner. */
const afterEpoch = async (context: Context, log: EventLog, epoch: EpochNumber, top?: number): Promise<void> => {
  const { result } = await evaluatedEpoch(log, epoch);
  const collected = collectStats();
  collected.add(result);
  const shown = { epochs: [epoch], ...collected.finish() };
  const { active } = result.next;
  const order = shown.miners.map(({ hotkey }) => hotkey);
  await context.print(
    ...(shown.judged > 0 ? statsLines(shown, context, top) : [`epoch ${epoch}, not judged: what was known before it`]),
    ...active.flatMap((item) => mechanismStatsLines(item, context, order, top)),
  );
  if (!context.flags.json) return;
  await context.printJson('stats', { ...statsJson(shown), mechanisms: mechanismStatsJson(active) });
};

/** `stats`: miners over several epochs, or all that is known of them behind one. */
export const stats = command<Options>({
  about:
    'Adds up what each miner got over sealed epochs: shares, reasons, tier, and how many of its checked rows and items passed. Unjudged epochs count for nobody. With --epoch it shows one epoch, and what each mechanism knows of every miner behind it, such as attempts, rates, limits and the way to the next tier.',
  args: [],
  options: [
    epochsOption('only these epochs, both ends included'),
    epochOption('one epoch, sealed or open, with the statistics of each mechanism').conflicts('epochs'),
    countOption('--top <n>', 'show only the first n miners', TOP_MAX),
    logOption(),
  ],
  examples: ['stats', 'stats --epochs 10.. --top 20', 'stats --epoch 12', 'stats --json'],
  exits: [12, 16, 125],
  run: (context, { epoch, epochs, top, ...options }) =>
    withLog(context, options, 'read', async (log) => {
      if (epoch !== undefined) {
        await afterEpoch(context, log, epoch, top);
        return 0;
      }
      const shown = await overEpochs(context, log, epochs ?? { first: undefined, last: undefined });
      await context.print(...statsLines(shown, context, top));
      if (context.flags.json) await context.printJson('stats', statsJson(shown));
      return 0;
    }),
});
