import { inheritedStake, totalStake } from './stake-weights.js';
import type { NeuronState } from './subnet-state.js';

/** The stake that counts for a neuron, in rao (I64F64): what it has and inherits here, and on root times taoWeight. */
export const neuronStake = (
  { alphaRao, rootRao, children = [], parents = [] }: NeuronState,
  taoWeight: bigint,
): bigint => {
  const given = children.map(BigInt);
  const inherited = (own: string, stake: 'alphaRao' | 'rootRao'): bigint => {
    const from = parents.map((parent) => ({ stakeRao: BigInt(parent[stake]), proportion: BigInt(parent.proportion) }));
    return inheritedStake(BigInt(own), given, from);
  };
  return totalStake(inherited(alphaRao, 'alphaRao'), inherited(rootRao, 'rootRao'), taoWeight);
};
