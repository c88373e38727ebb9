import { nodeHost } from '@subnet-scoring/adapters/node';
import { collectStats, replayLog, startBefore } from '@subnet-scoring/adapters/operations';
import type { Seal } from '@subnet-scoring/core';
import { fail } from '../cli-error.js';
import { startProgress } from '../output/progress.js';
import { statsJson, statsLines } from '../view/stats-text.js';
import { command } from './command.js';
import { type EpochRange, epochsIn } from './epochs.js';
import { orThrow } from './failures.js';
import { withLog } from './open-log.js';
import { countOption, epochsOption, type LogOptions, logOption } from './options.js';

interface Options extends LogOptions {
  readonly epochs?: EpochRange;
  readonly top?: number;
}

const TOP_MAX = 1_000_000;

const noEpochs = (): Error => {
  const message = 'the log has no sealed epochs, and stats are over sealed ones';
  return fail({ exit: 125, code: 'CANNOT_JUDGE', message, help: 'seal some: subnet-cli log seal --all' });
};

/** `stats`: miners over several epochs. */
export const stats = command<Options>({
  about:
    'Adds up what each miner got over sealed epochs: shares, reasons, tier, and how many of its checked rows passed. Unjudged epochs count for nobody.',
  args: [],
  options: [
    epochsOption('only these epochs, both ends included'),
    countOption('--top <n>', 'show only the first n miners', TOP_MAX),
    logOption(),
  ],
  examples: ['stats', 'stats --epochs 10.. --top 20', 'stats --json'],
  exits: [12, 16, 125],
  run: (context, options) =>
    withLog(context, options, 'read', async (log) => {
      const seals = await log.seals();
      const there = seals.map(({ epoch }) => epoch);
      if (there.length === 0) throw noEpochs();
      const wanted = epochsIn(options.epochs ?? { first: undefined, last: undefined }, there, 'sealed epochs');
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
      const shown = { epochs: wanted, ...collected.finish() };
      await context.print(...statsLines(shown, context, options.top));
      if (context.flags.json) await context.printJson('stats', statsJson(shown));
      return 0;
    }),
});
