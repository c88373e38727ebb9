import { nodeHost } from '@subnet-scoring/adapters/node';
import { evaluateEpoch, whyNoWeights } from '@subnet-scoring/adapters/operations';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import type { EpochNumber, EpochWeights } from '@subnet-scoring/core';
import { forecast, movedSlots, planOf, type SubnetState } from '@subnet-scoring/core/yuma';
import { Option } from 'commander';
import { fail, usageError } from '../cli-error.js';
import { yumaJson } from '../view/yuma-json.js';
import { type Forecasted, movedLines, yumaLines } from '../view/yuma-text.js';
import { command } from './command.js';
import { epochsIn } from './epochs.js';
import { failureError, orThrow } from './failures.js';
import { assertSound, epochsOf, withLog } from './open-log.js';
import { countOption, epochOption, type LogOptions, logOption } from './options.js';
import { neuronNamed, readState, refusedError } from './state-file.js';

interface Options extends LogOptions {
  readonly epoch: EpochNumber;
  readonly state: string;
  readonly validator: string;
  readonly top?: number;
}

const TOP_MAX = 65_536;

const assertSubnet = ({ netuid }: SubnetState, log: EventLog): void => {
  if (netuid === log.header.netuid) return;
  throw usageError(
    `the state is of subnet ${netuid}, the log of ${log.header.netuid}`,
    'give the state of that subnet',
  );
};

const weightsOf = async (log: EventLog, wanted: EpochNumber): Promise<EpochWeights> => {
  const [epoch = wanted] = epochsIn({ first: wanted, last: wanted }, await epochsOf(log), 'epochs in the log');
  if ((await log.openEpochs()).some((open) => open.epoch === epoch)) await assertSound(log);
  const { result } = orThrow(await evaluateEpoch(log, epoch, nodeHost));
  if (result.weights !== undefined) return result.weights;
  if (result.status === 'unjudged') throw failureError({ kind: 'cannotJudge', epoch, missing: result.missing });
  const message = `epoch ${epoch} has no weights: ${whyNoWeights(result)}`;
  throw fail({ exit: 125, code: 'CANNOT_JUDGE', message });
};

/** `yuma`: what the chain's next epoch would make of a vector. */
export const yuma = command<Options>({
  about:
    'Forecasts the next epoch of the chain (Yuma consensus), if one validator sets the weights of an epoch of the log: incentive of each miner, vtrust and dividends of the validator, and what it would get with the consensus of all instead. Works offline, from a state of the subnet in a file.',
  args: [],
  options: [
    epochOption('the epoch whose weights are set').makeOptionMandatory(),
    new Option('--state <file>', 'state of the subnet, as JSON').makeOptionMandatory(),
    new Option(
      '--validator <hotkey>',
      'who sets them: hotkey, the first 4 or more characters of one, or a uid',
    ).makeOptionMandatory(),
    countOption('--top <n>', 'show only the first n miners', TOP_MAX),
    logOption(),
  ],
  examples: [
    'yuma --epoch 3 --state subnet-46.json --validator 5FW5ZNFv',
    'yuma --epoch 3 --state subnet-46.json --validator 12 --top 20',
    'yuma --epoch 3 --state subnet-46.json --validator 12 --json',
  ],
  exits: [12, 16, 125],
  run: (context, options) =>
    withLog(context, options, 'read', async (log) => {
      const state = readState(context.io, options.state);
      assertSubnet(state, log);
      const validator = neuronNamed(state, options.validator);
      const { vector, uidOf } = await weightsOf(log, options.epoch);
      const plan = planOf(validator.hotkey, vector);
      const answer = forecast(state, plan);
      if (answer._tag === 'Left') throw refusedError(options.state, answer.left);
      const moved = movedSlots(state, plan, uidOf);
      const shown: Forecasted = { epoch: options.epoch, state, plan, forecast: answer.right, moved };
      await context.print(...yumaLines(shown, context, options.top));
      await context.warn(...movedLines(moved));
      if (context.flags.json) await context.printJson('yuma', yumaJson(shown));
      return 0;
    }),
});
