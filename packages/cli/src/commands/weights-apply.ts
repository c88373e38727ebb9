import { randomFillSync } from 'node:crypto';
import type { Chain } from '@subnet-scoring/adapters/chain';
import { nodeHost } from '@subnet-scoring/adapters/node';
import {
  type Applied,
  applyPlan,
  HANDOVER_SDK,
  handoverCommand,
  openOutbox,
  type Prepared,
  preparePlan,
  readOutbox,
} from '@subnet-scoring/adapters/weights';
import { planVector, type SendingState, type WeightPlan } from '@subnet-scoring/core';
import { Option } from 'commander';
import { usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { type ChainFlags, chainOptions, endpointsOf, withChain } from './chain-open.js';
import { command } from './command.js';
import { withKey } from './keys-open.js';
import { type KeyFlags, keyName, keyOptions } from './keys-options.js';
import { type LogOptions, logOption } from './options.js';
import { orWeightsThrow, SEND_EXITS } from './weights-failures.js';
import { commitsDirectory, logHeaderOf, recorder } from './weights-log.js';
import { assertPlanOf, readPlan } from './weights-plan-file.js';

interface Options extends LogOptions, ChainFlags, KeyFlags {
  readonly dryRun?: boolean;
  readonly yes?: boolean;
}

const SALT_WORDS = 8;
const randomSalt = (): readonly number[] => [...randomFillSync(new Uint16Array(SALT_WORDS))];

const STATES: Readonly<Record<SendingState['kind'], string>> = {
  unsent: 'it is done and put aside; nothing of it is on the chain',
  unsettled: 'it may still be on its way',
  stands: 'its weights stand on the chain',
  committed: 'its commit is on the chain and waits for its reveal',
  gone: 'its commit is over: expired, or replaced by later weights',
};

const tellHandover = async (context: Context, options: Options, plan: WeightPlan): Promise<ExitCode> => {
  const { root, wallet, hotkey } = keyName(context.io, options);
  const [network = 'finney'] = endpointsOf(context.io, options);
  const text = handoverCommand(plan, { network, wallet, hotkey, walletPath: root });
  await context.print(text);
  await context.warn(
    `netuid ${plan.netuid} takes timelocked commits: weights encrypted for a later round of drand, which the chain opens by itself`,
    'nothing was sent: this program does not make them. The command above sends this plan with the official SDK',
    `  help: pip install '${HANDOVER_SDK}'`,
  );
  if (context.flags.json)
    await context.printJson('weights-apply', { plan: plan.plan, did: 'handover', mode: plan.mode, command: text });
  return 13;
};

const tellReady = async (context: Context, { sending, encoded }: Extract<Prepared, { kind: 'ready' }>) => {
  const { plan } = sending;
  const { uids } = planVector(plan);
  await context.print(
    `${encoded.name} for netuid ${plan.netuid}, mechanism ${plan.mecid}: ${uids.length} weights of epoch ${plan.epoch} by ${plan.hotkey}`,
    `  plan ${plan.plan}`,
    `  call ${encoded.hex} (spec ${encoded.specVersion})`,
  );
};

const isWanted = async ({ io }: Context, { yes }: Options): Promise<boolean> => {
  if (yes === true) return true;
  const answer = await io.ask('send it? [y/N] ', 'shown');
  if (answer === undefined) throw usageError('nobody is here to confirm', 'say -y to send without being asked');
  return /^\s*y(?:es)?\s*$/i.test(Buffer.from(answer).toString());
};

const tellApplied = async (context: Context, options: Options, plan: WeightPlan, applied: Applied) => {
  if (applied.kind === 'handover') return tellHandover(context, options, plan);
  const of = { plan: plan.plan, mode: plan.mode };
  if (applied.kind === 'already') {
    await context.print(`nothing to send: ${STATES[applied.state.kind]}`);
    if (context.flags.json)
      await context.printJson('weights-apply', { ...of, did: 'already', state: applied.state.kind });
    return 0;
  }
  const { step, block, extrinsic } = applied.sent;
  const next = step === 'commit' ? '; reveal it with: subnet-cli weights reveal' : '';
  await context.print(
    `${context.paint.good('✓')} ${step} is final in block ${block}, extrinsic ${context.paint.key(extrinsic)}${next}`,
  );
  if (context.flags.json) await context.printJson('weights-apply', { ...of, did: 'sent', sent: applied.sent });
  return 0;
};

const send = (
  context: Context,
  options: Options,
  plan: WeightPlan,
  chain: Chain,
  directory: string,
  newSalt: () => readonly number[],
) =>
  withKey(context, options, async ({ signer }) => {
    const outbox = orWeightsThrow(openOutbox(nodeHost.sha256, commitsDirectory(directory)));
    try {
      const record = recorder(context, directory, plan.epoch);
      const onStatus = (status: string): void => void (context.flags.verbose ? context.note(`  ${status}`) : undefined);
      const sender = { outbox, sink: chain.weights, signer, record, onStatus };
      const applied = await applyPlan({ chain, sink: chain.weights, outbox, newSalt }, sender, plan);
      return await tellApplied(context, options, plan, orWeightsThrow(applied));
    } finally {
      outbox.close();
    }
  });

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
    const { header, directory } = await logHeaderOf(context, options);
    assertPlanOf(header, plan);
    return withChain(context, options, plan.genesis, async (chain): Promise<ExitCode> => {
      const outbox = readOutbox(nodeHost.sha256, commitsDirectory(directory));
      const salt = randomSalt(); // once, so that the call that is shown is the one that is sent
      const newSalt = (): readonly number[] => salt;
      const preparation = { chain, sink: chain.weights, outbox, newSalt };
      const prepared = orWeightsThrow(await preparePlan(preparation, plan));
      if (prepared.kind === 'handover') return tellHandover(context, options, plan);
      if (prepared.kind === 'ready') {
        await tellReady(context, prepared);
        if (options.dryRun === true) {
          const { encoded: call } = prepared;
          if (context.flags.json)
            await context.printJson('weights-apply', { plan: plan.plan, did: 'dry-run', mode: plan.mode, call });
          return 0;
        }
        if (!(await isWanted(context, options))) {
          await context.note('nothing was sent');
          return 1;
        }
      } else if (options.dryRun === true) return tellApplied(context, options, plan, prepared);
      return send(context, options, plan, chain, directory, newSalt);
    });
  },
});
