import { nodeHost } from '@subnet-scoring/adapters/node';
import { readOutbox, type WeightsStatus, weightsStatus } from '@subnet-scoring/adapters/weights';
import { type Hash32, sendingHash } from '@subnet-scoring/core';
import { Option } from 'commander';
import { statusJson, statusLines } from '../view/weights-status-text.js';
import { CHAIN_EXITS, type ChainFlags, chainOptions, withChain } from './chain-open.js';
import { command } from './command.js';
import { walletOptions } from './keys-options.js';
import { countOption, type LogOptions, logOption } from './options.js';
import { orWeightsThrow } from './weights-failures.js';
import { type HotkeyFlags, hotkeyOf, hotkeyOption } from './weights-hotkey.js';
import { commitsDirectory, logHeaderOf } from './weights-log.js';
import { MECHANISM_MAX } from './weights-plan.js';
import { assertPlanOf, readPlan } from './weights-plan-file.js';

interface Options extends LogOptions, ChainFlags, HotkeyFlags {
  readonly plan?: string;
  readonly mechanism?: number;
}

/** Commits for which this machine has the salt. */
const withSalt = (directory: string): ReadonlySet<Hash32> => {
  const kept = readOutbox(nodeHost.sha256, commitsDirectory(directory)).pending();
  return new Set(kept.flatMap((one) => (one._tag === 'Right' ? [sendingHash(one.right)] : [])));
};

const exitOf = ({ equalsPlan }: WeightsStatus): 0 | 1 => (equalsPlan === false ? 1 : 0);

/** `weights status`: what the chain has of us. */
export const weightsStatusCommand = command<Options>({
  about:
    'Shows what stands on the chain for a hotkey: its row, how old it is, from which block on it may be replaced, and commits that wait with the blocks in which they may be revealed. With --plan it says whether the row is that of the plan; exit 1 if not.',
  args: [],
  options: [
    new Option('--plan <file>', 'compare with this plan'),
    countOption('--mechanism <n>', 'mechanism of the subnet (default: 0)', MECHANISM_MAX),
    hotkeyOption(),
    ...walletOptions(),
    ...chainOptions(),
    logOption(),
  ],
  examples: ['weights status -w validator -n finney', 'weights status -w validator -n finney --plan plan.json --json'],
  exits: [...CHAIN_EXITS, 1, 11, 16],
  run: async (context, options) => {
    const { header, directory } = logHeaderOf(context, options);
    const plan = options.plan === undefined ? undefined : readPlan(context.io, options.plan);
    if (plan !== undefined) assertPlanOf(header, plan);
    const hotkey = hotkeyOf(context, options);
    const mecid = options.mechanism ?? plan?.mecid ?? 0;
    const known = withSalt(directory);
    return withChain(context, options, header.genesis, async (chain) => {
      const status = orWeightsThrow(await weightsStatus(chain, header.netuid, mecid, hotkey, plan));
      await context.print(...statusLines(hotkey, status, known, context));
      if (context.flags.json)
        await context.printJson('weights-status', {
          ...statusJson(hotkey, status, known),
          ...(plan === undefined ? {} : { plan: plan.plan }),
        });
      return exitOf(status);
    });
  },
});
