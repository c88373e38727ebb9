import { type CatchChance, catchChances } from '@subnet-scoring/adapters/operations';
import type { EpochNumber, PlannedCheck, PlanRound } from '@subnet-scoring/core';
import { Option } from 'commander';
import { fail, usageError } from '../cli-error.js';
import { ruleNoticeLines } from '../view/epoch-notices.js';
import { chanceJson, chanceLines, planLines } from '../view/plan-text.js';
import { command } from './command.js';
import { evaluatedEpoch } from './evaluated.js';
import { withLog } from './open-log.js';
import { epochOption, type LogOptions, logOption, ppmListOption } from './options.js';

interface Options extends LogOptions {
  readonly epoch: EpochNumber;
  readonly round: PlanRound;
  readonly invented?: readonly number[];
}

const INVENTED_PPM = [10_000, 50_000, 100_000, 250_000] as const;

const planJson = (checks: readonly PlannedCheck[], chances: readonly CatchChance[]): object => ({
  checks,
  chances: chances.map(chanceJson),
});

/** `plan`: what observers should check next. */
export const plan = command<Options>({
  about:
    'Lists the rows and items that observers should spot-check next, as the mechanisms of the log draw them: the same for everybody with the same facts. A confirmation looks up again what one look found not to exist, and says from which block that counts. Below it stands the exact chance that a check of that size meets at least one invented row or item.',
  args: [],
  options: [
    epochOption('the epoch').makeOptionMandatory(),
    new Option('--round <round>', 'the next round, or the first as if nothing had been checked')
      .choices(['next', 'first'])
      .default('next'),
    ppmListOption(
      '--invented <ppm>',
      'invented share in parts per million, by commas (default: 10000,50000,100000,250000)',
    ),
    logOption(),
  ],
  examples: ['plan --epoch 3', 'plan --epoch 3 --invented 20000', 'plan --epoch 3 --round first --json'],
  exits: [12, 16, 125],
  run: (context, options) =>
    withLog(context, options, 'read', async (log) => {
      const { epoch, round, invented = INVENTED_PPM } = options;
      const { kind, result } = await evaluatedEpoch(log, epoch);
      await context.warn(...ruleNoticeLines(result));
      if (!result.next.active.some(({ mechanism }) => mechanism.plan !== undefined)) {
        const help = 'it is for mechanisms whose observers look up rows or items';
        throw usageError(`no mechanism in force in epoch ${epoch} draws rows or items`, help);
      }
      const { notices } = result;
      const checks = result.plan(round);
      if (checks === undefined) {
        const message = `epoch ${epoch} has no plan yet: draws need the hash of seedBlock, and that block is missing`;
        throw fail({
          exit: 125,
          code: 'CANNOT_JUDGE',
          message,
          help: 'append BlockFinalized at seedBlock and the facts of the epoch',
        });
      }
      const chances = catchChances(checks, invented);
      await context.print(...planLines({ epoch, kind, round, checks }, context), ...chanceLines(chances, context));
      if (context.flags.json)
        await context.printJson('plan', { epoch, kind, round, notices, ...planJson(checks, chances) });
      return 0;
    }),
});
