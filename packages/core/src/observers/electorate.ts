import type { Neuron } from '../event/metagraph-snapshot-taken.js';
import { type Account, compareAccounts } from '../ids.js';
import type { ObserversRule, StakeMajorityRule } from './rule.js';

/** Who votes, and with how much stake (rao). */
export interface Majority {
  readonly kind: 'stakeMajority';
  readonly rule: StakeMajorityRule;
  readonly stakeOf: ReadonlyMap<Account, bigint>;
  readonly total: bigint;
}

/** Whose observations decide. */
export type Electorate = { readonly kind: 'any' } | Majority;

/** Too little stake has listed its evidence: whose lists are missing, by account. */
export interface Waiting {
  readonly kind: 'waiting';
  readonly missing: readonly Account[];
}

const ANY: Electorate = { kind: 'any' };
const MILLION = 1_000_000n;

const sum = (values: Iterable<bigint>): bigint => {
  let total = 0n;
  for (const value of values) total += value;
  return total;
};

/**
 * Forms the electorate of an epoch. `listed` are the observers with a valid EvidenceListed over at least one fact. Under
 * stakeMajority voters are those of them with a validator permit at startBlock (docs/mechanisms/observers.md).
 */
export const formElectorate = (
  rule: ObserversRule,
  start: readonly Neuron[],
  listed: ReadonlySet<Account>,
): Electorate | Waiting => {
  if (rule.kind === 'any') return ANY;
  const permits = start.filter((neuron) => neuron.validatorPermit);
  const stakeOf = new Map<Account, bigint>();
  for (const { hotkey, stakeRao } of permits) if (listed.has(hotkey)) stakeOf.set(hotkey, BigInt(stakeRao));
  const total = sum(stakeOf.values());
  const all = sum(permits.map((neuron) => BigInt(neuron.stakeRao)));
  if (total * MILLION >= BigInt(rule.requireppm) * all) return { kind: 'stakeMajority', rule, stakeOf, total };
  const missing = permits.filter(({ hotkey }) => !listed.has(hotkey)).map(({ hotkey }) => hotkey);
  return { kind: 'waiting', missing: missing.sort(compareAccounts) };
};
