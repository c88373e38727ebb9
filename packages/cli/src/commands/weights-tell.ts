import { type Applied, HANDOVER_SDK, handoverCommand, type Prepared } from '@subnet-scoring/adapters/weights';
import { planVector, type SendingState, type WeightPlan } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { type ChainFlags, endpointsOf } from './chain-open.js';
import { type KeyFlags, keyName } from './keys-options.js';

/** What the command of the official SDK is made from. */
export interface ApplyFlags extends ChainFlags, KeyFlags {}

const STATES: Readonly<Record<SendingState['kind'], string>> = {
  unsent: 'it is done and put aside; nothing of it is on the chain',
  unsettled: 'it may still be on its way',
  stands: 'its weights stand on the chain',
  committed: 'its commit is on the chain and waits for its reveal',
  gone: 'its commit is over: expired, or replaced by later weights',
};

/** Hands a plan over to the official SDK: its command is the data. */
export const tellHandover = async (context: Context, flags: ApplyFlags, plan: WeightPlan): Promise<ExitCode> => {
  const { root, wallet, hotkey } = keyName(context.io, flags);
  const [network = 'finney'] = endpointsOf(context.io, flags);
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

/** Shows the call that is about to be sent. */
export const tellReady = async (
  context: Context,
  { sending, encoded }: Extract<Prepared, { kind: 'ready' }>,
): Promise<void> => {
  const { plan } = sending;
  const { uids } = planVector(plan);
  await context.print(
    `${encoded.name} for netuid ${plan.netuid}, mechanism ${plan.mecid}: ${uids.length} weights of epoch ${plan.epoch} by ${plan.hotkey}`,
    `  plan ${plan.plan}`,
    `  call ${encoded.hex} (spec ${encoded.specVersion})`,
  );
};

/** Says what applying a plan came to, and its exit code. */
export const tellApplied = async (
  context: Context,
  flags: ApplyFlags,
  plan: WeightPlan,
  applied: Applied,
): Promise<ExitCode> => {
  if (applied.kind === 'handover') return tellHandover(context, flags, plan);
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
