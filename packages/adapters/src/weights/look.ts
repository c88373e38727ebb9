import type { Account, Block, NetUid, WaitingCommit } from '@subnet-scoring/core';
import type { SubnetState } from '@subnet-scoring/core/yuma';
import * as E from 'fp-ts/lib/Either.js';
import type { ChainReader } from '../ports.js';
import { chainFailed, type WeightsFailure } from './failure.js';

/** A subnet as it stands, and the commits of one hotkey that wait for their reveal. */
export interface SubnetView {
  readonly subnet: SubnetState;
  readonly commits: readonly WaitingCommit[];
}

/** Reads a subnet at the newest block: what is sent now is judged by the state after it. */
export const lookAt = async (
  chain: ChainReader,
  { netuid, mecid, hotkey }: { readonly netuid: NetUid; readonly mecid: number; readonly hotkey: Account },
): Promise<E.Either<WeightsFailure, SubnetView>> => {
  const head = await chain.head();
  if (E.isLeft(head)) return E.left(chainFailed(head.left));
  const at: Block = head.right.block;
  const subnet = await chain.subnetAt(netuid, mecid, at);
  if (E.isLeft(subnet)) return E.left(chainFailed(subnet.left));
  const commits = await chain.weightCommitsAt(netuid, mecid, hotkey, at);
  if (E.isLeft(commits)) return E.left(chainFailed(commits.left));
  return E.right({ subnet: subnet.right, commits: commits.right });
};
