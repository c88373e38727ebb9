import { nodeHost } from '@subnet-scoring/adapters/node';
import { type Evaluated, evaluateEpoch, whyNoWeights } from '@subnet-scoring/adapters/operations';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import type { EpochNumber } from '@subnet-scoring/core';
import { usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import { type ExitCode, worstExit } from '../exit.js';
import { dataErrorLines } from '../output/data-errors.js';
import { claimLines } from '../view/claim-text.js';
import { epochJson } from '../view/epoch-json.js';
import { epochLines } from '../view/epoch-text.js';
import { metLines } from '../view/met-text.js';
import { command } from './command.js';
import { type EpochRange, epochsIn } from './epochs.js';
import { type Expectation, type Met, meet } from './expectation.js';
import { orThrow } from './failures.js';
import { assertSound, epochsOf, withLog } from './open-log.js';
import { countOption, epochOption, epochsOption, expectOption, type LogOptions, logOption } from './options.js';

interface Options extends LogOptions {
  readonly epoch?: EpochNumber;
  readonly epochs?: EpochRange;
  readonly expect?: Expectation;
  readonly top?: number;
}

const TOP_MAX = 1_000_000;

const wantedEpochs = async (log: EventLog, { epoch, epochs }: Options): Promise<readonly EpochNumber[]> => {
  if ((epoch === undefined) === (epochs === undefined)) {
    throw usageError('which epoch? Give either --epoch N or --epochs A..B', 'see: subnet-cli log show');
  }
  const range = epochs ?? { first: epoch, last: epoch };
  const wanted = epochsIn(range, await epochsOf(log), 'epochs in the log');
  if (wanted.length === 0) throw usageError('the log has no epochs', 'append facts: subnet-cli log append FILE');
  return wanted;
};

const exitOf = (evaluated: Evaluated, met: Met | undefined): ExitCode => {
  const { kind, result } = evaluated;
  return worstExit([
    ...(kind === 'sealed' && evaluated.differences.length > 0 ? ([12] as const) : []),
    ...(kind === 'sealed' && evaluated.claims.length > 0 ? ([1] as const) : []),
    ...(met?.matches === false ? ([1] as const) : []),
    // Unjudged, or judged without a vector: what to set is not known.
    ...(result.weights === undefined || (met !== undefined && met.matches === undefined) ? ([125] as const) : []),
  ]);
};

const tell = async (context: Context, evaluated: Evaluated, met: Met | undefined): Promise<void> => {
  if (evaluated.kind === 'sealed') {
    const { differences, claims, sealed } = evaluated;
    const wrong = differences.flatMap(dataErrorLines);
    if (wrong.length > 0) await context.warn(`error: the seal of epoch ${sealed.epoch} is not confirmed`, ...wrong);
    if (claims.length > 0) await context.warn(...claimLines(claims, `epoch ${sealed.epoch}, `));
  }
  const { epoch, status, weights } = evaluated.result;
  if (status === 'unjudged')
    await context.warn(`epoch ${epoch} cannot be judged: facts are missing or contradict each other`);
  else if (weights === undefined)
    await context.warn(`epoch ${epoch} has no weights: ${whyNoWeights(evaluated.result)}`);
  if (met !== undefined) await context.note(...metLines(met));
};

/** `validate`: what the facts of an epoch come to. */
export const validate = command<Options>({
  about:
    'Shows who got which share and weight in an epoch and why, what burned, and the hashes that everybody with the same facts gets. An epoch that is not sealed yet is a preview.',
  args: [],
  options: [
    epochOption('the epoch'),
    epochsOption('several epochs, both ends included'),
    expectOption(),
    countOption('--top <n>', 'show only the first n miners', TOP_MAX),
    logOption(),
  ],
  examples: [
    'validate --epoch 3',
    'validate --epochs 1..6 --log ./subnet-log',
    'validate --epoch 3 --expect scores:0123456789ab',
  ],
  exits: [1, 12, 16, 125],
  run: (context, options) =>
    withLog(context, options, 'read', async (log) => {
      const epochs = await wantedEpochs(log, options);
      const sealed = (await log.seals()).map((seal) => seal.epoch);
      if (epochs.some((epoch) => !sealed.includes(epoch))) await assertSound(log);
      const shown: object[] = [];
      const exits: ExitCode[] = [];
      let met: Met | undefined;
      for (const epoch of epochs) {
        const evaluated = orThrow(await evaluateEpoch(log, epoch, nodeHost));
        const isLast = epoch === epochs[epochs.length - 1];
        met = isLast && options.expect !== undefined ? meet(options.expect, evaluated.result) : undefined;
        exits.push(exitOf(evaluated, met));
        if (context.flags.json) shown.push(epochJson(evaluated));
        else await context.print(...(epoch === epochs[0] ? [] : ['']), ...epochLines(evaluated, context, options.top));
        await tell(context, evaluated, met);
      }
      if (context.flags.json)
        await context.printJson('validate', { epochs: shown, ...(met === undefined ? {} : { expect: met }) });
      return worstExit(exits);
    }),
});
