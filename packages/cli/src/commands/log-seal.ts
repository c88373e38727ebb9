import { nodeHost } from '@subnet-scoring/adapters/node';
import { type Failure, type Sealed, sealAll, sealEpoch } from '@subnet-scoring/adapters/operations';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import type { EpochNumber } from '@subnet-scoring/core';
import { Option } from 'commander';
import type { Either } from 'fp-ts/lib/Either.js';
import { type Problem, usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import { problemJson, problemLines } from '../output/problem-lines.js';
import { ruleNoticeLines } from '../view/epoch-notices.js';
import { command } from './command.js';
import { failureError } from './failures.js';
import { withLog } from './open-log.js';
import { epochOption, type LogOptions, logOption } from './options.js';

interface Options extends LogOptions {
  readonly epoch?: EpochNumber;
  readonly all?: boolean;
  readonly unjudged?: boolean;
}

/** A sealed epoch in one line. */
export const sealedLine = ({ result, late }: Sealed, { paint }: Pick<Context, 'paint'>, factDigits = 0): string => {
  const status = result.status === 'judged' ? paint.good('judged') : paint.warn('unjudged');
  const tooLate = late > 0 ? `  ${late} too late` : '';
  return `epoch ${result.epoch}  ${`${result.seal.count}`.padStart(factDigits)} facts  ${status}  seal ${paint.key(result.seal.seal)}${tooLate}`;
};

/** Digits of the greatest number of facts that waits to be sealed. */
export const factDigits = async (log: EventLog): Promise<number> =>
  (await log.openEpochs()).reduce((digits, { lines }) => Math.max(digits, `${lines}`.length), 0);

/** A sealed epoch for --json. */
export const sealedJson = ({ result, late }: Sealed): object => ({
  ...result.seal,
  missing: result.missing,
  notices: result.notices,
  late,
});

async function* sealWanted(
  log: EventLog,
  { epoch, unjudged = false }: Options,
): AsyncGenerator<Either<Failure, Sealed>> {
  const options = { unjudged, host: nodeHost };
  if (epoch === undefined) yield* sealAll(log, options);
  else yield await sealEpoch(log, epoch, options);
}

/** `log seal`: closes epochs, in order. */
export const logSeal = command<Options>({
  about:
    'Closes epochs: facts in canonical order, scores, and the seal that binds them. Epochs are sealed in order and never again. One that cannot be judged is sealed only with --unjudged.',
  args: [],
  options: [
    epochOption('the epoch'),
    new Option('--all', 'every open epoch that was opened, until one cannot be judged'),
    new Option('--unjudged', 'seal what cannot be judged too; nobody is scored, and the state is carried over'),
    logOption(),
  ],
  examples: ['log seal --all --log ./subnet-log', 'log seal --epoch 3', 'log seal --epoch 3 --unjudged'],
  exits: [12, 16, 125],
  run: (context, options) => {
    if ((options.epoch === undefined) === (options.all === undefined)) {
      throw usageError('which epoch? Give either --epoch N or --all', 'see: subnet-cli log show');
    }
    return withLog(context, options, 'write', async (log) => {
      const sealed: object[] = [];
      const digits = await factDigits(log);
      let stopped: Problem | undefined;
      for await (const step of sealWanted(log, options)) {
        if (step._tag === 'Left') {
          const error = failureError(step.left);
          if (!context.flags.json || sealed.length === 0) throw error;
          // What was sealed before it stays sealed, and the one object says so.
          stopped = error.problem;
          await context.warn(...problemLines(stopped));
          break;
        }
        sealed.push(sealedJson(step.right));
        await context.print(sealedLine(step.right, context, digits));
        const { result } = step.right;
        await context.warn(...ruleNoticeLines(result));
        if (result.status === 'unjudged')
          await context.note(...result.missing.map((text) => `epoch ${result.epoch}: ${text}`));
      }
      if (sealed.length === 0 && stopped === undefined)
        await context.note('nothing to seal: no open epoch was opened by an EpochOpened');
      if (context.flags.json)
        await context.printJson('log-seal', {
          sealed,
          ...(stopped === undefined ? {} : { stopped: problemJson(stopped) }),
        });
      return stopped?.exit ?? 0;
    });
  },
});
