import { planVector, type WeightPlan } from '@subnet-scoring/core';

/** Whose key the official tool signs with, and where the chain is. */
export interface HandoverTo {
  readonly network: string;
  readonly wallet: string;
  readonly hotkey: string;
  readonly walletPath: string;
}

const quoted = (text: string): string => JSON.stringify(text);
// Inside '...' a shell obeys nothing but the quote itself.
const shell = (text: string): string => `'${text.replaceAll("'", `'"'"'`)}'`;

/** The version of the Python SDK whose call this is. */
export const HANDOVER_SDK = 'bittensor==10.2.0';

/**
 * The command that sends a plan with Bittensor's own Python SDK, which encrypts the weights for a round of drand. The SDK leaves
 * zeros out, and scales by the greatest value, which is 65535 already.
 */
export const handoverCommand = (plan: WeightPlan, { network, wallet, hotkey, walletPath }: HandoverTo): string => {
  const { uids, values } = planVector(plan);
  const paid = uids.map((uid, at) => [uid, values[at] ?? 0] as const).filter(([, value]) => value > 0);
  const key = `bt.Wallet(name=${quoted(wallet)}, hotkey=${quoted(hotkey)}, path=${quoted(walletPath)})`;
  const call = [
    `wallet=${key}`,
    `netuid=${plan.netuid}`,
    `mechid=${plan.mecid}`,
    `uids=[${paid.map(([uid]) => uid).join(', ')}]`,
    `weights=[${paid.map(([, value]) => value).join(', ')}]`,
    `version_key=${plan.versionKey}`,
    'wait_for_inclusion=True',
    'wait_for_finalization=True',
  ];
  const script = `import bittensor as bt; print(bt.Subtensor(network=${quoted(network)}).set_weights(${call.join(', ')}))`;
  return `python3 -c ${shell(script)}`;
};
