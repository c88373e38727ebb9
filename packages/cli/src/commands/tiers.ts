import type { EpochNumber } from '@subnet-scoring/core';
import { usageError } from '../cli-error.js';
import { tierMovesJson, tierMovesLines, tierMovesOf } from '../view/tiers-text.js';
import { command } from './command.js';
import { assertJudged, evaluatedEpoch } from './evaluated.js';
import { withLog } from './open-log.js';
import { epochOption, type LogOptions, logOption } from './options.js';

interface Options extends LogOptions {
  readonly epoch: EpochNumber;
}

/** `tiers`: who moved in an epoch, and why. */
export const tiers = command<Options>({
  about:
    'Lists the miners whose tier changed at the close of an epoch: from, to, and the numbers behind it, which are those of the TierRecomputed claims. A miner rises to the best tier whose Wilson score and successes it reaches.',
  args: [],
  options: [epochOption('the epoch').makeOptionMandatory(), logOption()],
  examples: ['tiers --epoch 12', 'tiers --epoch 12 --json'],
  exits: [12, 16, 125],
  run: (context, options) =>
    withLog(context, options, 'read', async (log) => {
      const evaluated = await evaluatedEpoch(log, options.epoch);
      assertJudged(evaluated);
      const { kind, result } = evaluated;
      const tables = tierMovesOf(result);
      if (tables.length === 0) {
        const names = result.next.active.map(({ data }) => `${data.mechanism}@${data.version}`).join(', ');
        throw usageError(
          `no tiers in epoch ${result.epoch}: the rules in force (${names || 'none'}) have none`,
          `see what they are: subnet-cli validate --epoch ${result.epoch}`,
        );
      }
      await context.print(...tables.flatMap((table) => tierMovesLines(result.epoch, table, context)));
      if (context.flags.json) {
        await context.printJson('tiers', { epoch: result.epoch, kind, mechanisms: tables.map(tierMovesJson) });
      }
      return 0;
    }),
});
