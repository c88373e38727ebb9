import { nodeHost } from '@subnet-scoring/adapters/node';
import { planEpoch } from '@subnet-scoring/adapters/weights';
import { type EpochNumber, encodePlan, type PlanProfile, planRounding } from '@subnet-scoring/core';
import { Option } from 'commander';
import { weightPlanLines } from '../view/weight-plan-text.js';
import { CHAIN_EXITS, type ChainFlags, chainOptions, withChain } from './chain-open.js';
import { command } from './command.js';
import { epochsIn } from './epochs.js';
import { walletOptions } from './keys-options.js';
import { newFile } from './new-file.js';
import { assertSound, epochsOf, shownPath, withLog } from './open-log.js';
import { countOption, epochOption, type LogOptions, logOption, mechanismOption, outputOption } from './options.js';
import { orWeightsThrow } from './weights-failures.js';
import { type HotkeyFlags, hotkeyOf, hotkeyOption } from './weights-hotkey.js';

interface Options extends LogOptions, ChainFlags, HotkeyFlags {
  readonly epoch: EpochNumber;
  readonly output?: string;
  readonly mechanism?: number;
  readonly profile: PlanProfile;
  readonly versionKey?: number;
  readonly top?: number;
}

const TOP_MAX = 65_536;

/** `weights plan`: what would be sent. */
export const weightsPlan = command<Options>({
  about:
    'Plans the weights of an epoch for the subnet as the chain has it now: who has which uid, the u16 of each, what rounding did, what burns, and what is in the way. Sends nothing and opens no key. With -o the plan is written to a file that `weights apply` sends exactly.',
  args: [],
  options: [
    epochOption('the epoch').makeOptionMandatory(),
    outputOption('write the plan there'),
    mechanismOption(),
    new Option('--profile <name>', 'how shares become u16').choices(['exact-v1', 'sdk-v1']).default('exact-v1'),
    countOption('--version-key <n>', "version key (default: the subnet's own)", Number.MAX_SAFE_INTEGER),
    countOption('--top <n>', 'show only the n greatest weights', TOP_MAX),
    hotkeyOption(),
    ...walletOptions(),
    ...chainOptions(),
    logOption(),
  ],
  examples: [
    'weights plan --epoch 3 -w validator -n finney -o plan.json',
    'weights plan --epoch 3 --hotkey 5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty --json',
  ],
  exits: [...CHAIN_EXITS, 11, 16],
  run: (context, options) =>
    withLog(context, options, 'read', async (log) => {
      const { epoch, mechanism = 0, profile, versionKey, output, top } = options;
      epochsIn({ first: epoch, last: epoch }, await epochsOf(log), 'epochs in the log');
      if ((await log.openEpochs()).some((open) => open.epoch === epoch)) await assertSound(log);
      const hotkey = hotkeyOf(context, options);
      const request = { epoch, mecid: mechanism, hotkey, profile, ...(versionKey === undefined ? {} : { versionKey }) };
      return withChain(context, options, log.header.genesis, async (chain) => {
        const planned = orWeightsThrow(await planEpoch(log, chain, nodeHost, request));
        const file = output === undefined ? undefined : newFile(context.io, output);
        await file?.write(`${encodePlan(planned.plan)}\n`);
        await file?.keep();
        await context.print(...weightPlanLines(planned, context, top));
        await context.warn(...planned.obstacles.map(({ code, says }) => `in the way now: ${code}: ${says}`));
        const wrote = file === undefined ? undefined : shownPath(context.io, file.path);
        if (wrote !== undefined) await context.note(`send it with: subnet-cli weights apply ${wrote}`);
        if (context.flags.json) {
          const { floored, lost } = planRounding(planned.plan.rows);
          await context.printJson('weights-plan', {
            plan: planned.plan,
            obstacles: planned.obstacles,
            unchanged: planned.unchanged,
            floored: floored.map(({ uid }) => uid),
            lost: lost.map(({ uid }) => uid),
            ...(wrote === undefined ? {} : { wrote }),
          });
        }
        return 0 as const;
      });
    }),
});
