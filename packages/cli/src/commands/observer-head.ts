import type { Chain } from '@subnet-scoring/adapters/chain';
import type { BucketFailure, ChainFailure } from '@subnet-scoring/adapters/ports';
import type { Observer } from '@subnet-scoring/adapters/submissions';
import type { Block, Hash32 } from '@subnet-scoring/core';
import type { Option } from 'commander';
import { usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import { type ChainFlags, withChain } from './chain-open.js';
import { blockOption } from './options.js';
import type { SubnetFile } from './subnet-file.js';

/** How an observer knows at which block it observes. */
export interface HeadFlags extends ChainFlags {
  readonly atBlock?: Block;
}

export const atBlockOption = (): Option =>
  blockOption('--at-block <n>', 'finalized block that observations carry, where no node is asked');

const asFailure = ({ kind, message }: ChainFailure): BucketFailure => ({
  kind: kind === 'timeout' ? 'timeout' : 'network',
  code: kind.toUpperCase(),
  message,
});

/** The finalized head of a chain, as an observer asks for it. */
const headOf =
  (chain: Chain): Observer['headAt'] =>
  async () => {
    const head = await chain.finalizedHead();
    return head._tag === 'Left'
      ? { _tag: 'Left', left: asFailure(head.left) }
      : { _tag: 'Right', right: head.right.block };
  };

/** Hands over what says the finalized head, and the chain where one is asked. Only a chain that somebody named is asked. */
export const withHead = async <A>(
  context: Context,
  flags: HeadFlags,
  file: SubnetFile,
  genesis: Hash32,
  use: (headAt: Observer['headAt'], chain: Chain | undefined) => Promise<A>,
): Promise<A> => {
  const { atBlock } = flags;
  if (atBlock !== undefined) return use(async () => ({ _tag: 'Right', right: atBlock }), undefined);
  const isSet = (context.io.env['SUBNET_NETWORK'] ?? '') !== '';
  const network = flags.network ?? (isSet ? undefined : file.network);
  if (network === undefined && !isSet) {
    throw usageError(
      'which chain says what block it is?',
      'name a node with --network or in subnet.json, or say --at-block N',
    );
  }
  const named = { ...flags, ...(network === undefined ? {} : { network }) };
  return withChain(context, named, genesis, (chain) => use(headOf(chain), chain));
};
