import { randomFillSync } from 'node:crypto';
import type { Chain } from '@subnet-scoring/adapters/chain';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { applyPlan, openOutbox, preparePlan, readOutbox } from '@subnet-scoring/adapters/weights';
import type { WeightPlan } from '@subnet-scoring/core';
import { Option } from 'commander';
import { usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { chainOptions, withChain } from './chain-open.js';
import { command } from './command.js';
import { withKey } from './keys-open.js';
import { keyOptions } from './keys-options.js';
import { type LogOptions, logOption } from './options.js';
import { orWeightsThrow, SEND_EXITS } from './weights-failures.js';
import { commitsDirectory, logHeaderOf, recorder } from './weights-log.js';
import { assertPlanOf, readPlan } from './weights-plan-file.js';
import { type ApplyFlags, tellApplied, tellHandover, tellReady } from './weights-tell.js';

interface Options extends LogOptions, ApplyFlags {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

/** One plan, where it goes, and the salt that a commit of it would have. */
interface Application {
  readonly plan: WeightPlan;
  readonly chain: Chain;
  /** Of the log. */
  readonly directory: string;
  /** Drawn once, so that the call that is shown is the one that is sent. */
  readonly salt: readonly number[];
}

const SALT_WORDS = 8;

const isWanted = async ({ io, flags }: Context, { yes }: Options): Promise<boolean> => {
  if (yes === true) return true;
  const answer = flags.json ? undefined : await io.ask('send it? [y/N] ', 'shown');
  if (answer === undefined) throw usageError('nobody is here to confirm', 'say -y to send without being asked');
  return /^\s*y(?:es)?\s*$/i.test(Buffer.from(answer).toString());
};

const send = (context: Context, options: Options, { plan, chain, directory, salt }: Application) =>
  withKey(context, options, async ({ signer }) => {
    const outbox = orWeightsThrow(openOutbox(nodeHost.sha256, commitsDirectory(directory)));
    try {
      const onStatus = (status: string): void => void (context.flags.verbose ? context.note(`  ${status}`) : undefined);
      const record = recorder(context, directory, plan.epoch);
      const sender = { outbox, sink: chain.weights, signer, record, onStatus };
      const applied = await applyPlan({ chain, sink: chain.weights, outbox, newSalt: () => salt }, sender, plan);
      return await tellApplied(context, options, plan, orWeightsThrow(applied));
    } finally {
      outbox.close();
    }
  });

const apply = async (context: Context, options: Options, given: Application): Promise<ExitCode> => {
  const { plan, chain, directory, salt } = given;
  const outbox = readOutbox(nodeHost.sha256, commitsDirectory(directory));
  const prepared = orWeightsThrow(await preparePlan({ chain, sink: chain.weights, outbox, newSalt: () => salt }, plan));
  if (prepared.kind === 'handover') return tellHandover(context, options, plan);
  if (prepared.kind === 'already') {
    return options.dryRun === true ? tellApplied(context, options, plan, prepared) : send(context, options, given);
  }
  await tellReady(context, prepared);
  if (options.dryRun === true) {
    const { plan: hash, mode } = plan;
    if (context.flags.json)
      await context.printJson('weights-apply', { plan: hash, did: 'dry-run', mode, call: prepared.encoded });
    return 0;
  }
  if (await isWanted(context, options)) return send(context, options, given);
  await context.note('nothing was sent');
  return 1;
};

/** `weights apply`: sends a plan, exactly. */
export const weightsApply = command<Options>({
  about:
    'Reads the chain anew and sends a plan: set_weights, or a commit whose salt is on the disk before it leaves. Refuses, and sends nothing, when a paid uid changed hands, the permit is gone, the rate limit or the version key forbids it, the plan is stale, or the subnet takes weights in another way now. What was sent before is not sent again, whatever happened in between.',
  args: [['<plan>', 'file that `weights plan -o` wrote']],
  options: [
    new Option('--dry-run', 'check everything and show the call; open no key and send nothing'),
    new Option('-y, --yes', 'send without being asked'),
    ...keyOptions(),
    ...chainOptions(),
    logOption(),
  ],
  examples: [
    'weights apply plan.json --dry-run -n finney',
    'weights apply plan.json -w validator -n finney',
    'weights apply plan.json -w validator -n finney -y --json',
  ],
  exits: SEND_EXITS,
  run: async (context, options, [path = '']) => {
    const plan = readPlan(context.io, path);
    const { header, directory } = logHeaderOf(context, options);
    assertPlanOf(header, plan);
    const salt = [...randomFillSync(new Uint16Array(SALT_WORDS))];
    return withChain(context, options, plan.genesis, (chain) =>
      apply(context, options, { plan, chain, directory, salt }),
    );
  },
});
