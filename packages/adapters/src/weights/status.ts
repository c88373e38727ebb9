import {
  type Account,
  type NetUid,
  nextAllowedBlock,
  planStands,
  type RevealTime,
  type SendMode,
  sendMode,
  type WaitingCommit,
  type WeightPlan,
} from '@subnet-scoring/core';
import type { NeuronState, Row, SubnetState } from '@subnet-scoring/core/yuma';
import * as E from 'fp-ts/lib/Either.js';
import type { ChainReader } from '../ports.js';
import { commitTime } from './commit-time.js';
import type { WeightsFailure } from './failure.js';
import { lookAt } from './look.js';

/** What stands on the chain for a hotkey. */
export interface WeightsStatus {
  readonly subnet: SubnetState;
  readonly mode: SendMode;
  /** Missing where the hotkey is not registered. */
  readonly neuron?: NeuronState;
  readonly row: Row[1];
  /** Blocks since LastUpdate; missing where nothing was ever set. */
  readonly ageBlocks?: number;
  readonly nextAllowed: number;
  readonly commits: readonly (WaitingCommit & { readonly time: RevealTime })[];
  /** Whether the row is that of the plan that was asked about. */
  readonly equalsPlan?: boolean;
}

/** Reads what stands on the chain for a hotkey at the newest block. */
export const weightsStatus = async (
  chain: ChainReader,
  netuid: NetUid,
  mecid: number,
  hotkey: Account,
  plan?: WeightPlan,
): Promise<E.Either<WeightsFailure, WeightsStatus>> => {
  const view = await lookAt(chain, { netuid, mecid, hotkey });
  if (E.isLeft(view)) return view;
  const { subnet, commits } = view.right;
  const neuron = subnet.neurons.find((one) => one.hotkey === hotkey);
  const age = neuron === undefined || neuron.lastUpdate === 0 ? {} : { ageBlocks: subnet.block - neuron.lastUpdate };
  return E.right({
    subnet,
    mode: sendMode(subnet),
    ...(neuron === undefined ? {} : { neuron }),
    row: subnet.weights.find(([uid]) => uid === neuron?.uid)?.[1] ?? [],
    ...age,
    nextAllowed: neuron === undefined ? 0 : nextAllowedBlock(subnet, neuron),
    commits: commits.map((commit) => ({ ...commit, time: commitTime(commit, subnet) })),
    ...(plan === undefined ? {} : { equalsPlan: planStands(plan, subnet) }),
  });
};
