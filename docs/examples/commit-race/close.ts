import type { Neuron } from '../../event/metagraph-snapshot-taken.js';
import { raw32, text } from '../../hash/tagged.js';
import { type Account, accountHex, compareAccounts } from '../../ids.js';
import type { EpochScores, Evidence, MinerScore } from '../../mechanism/mechanism.js';
import { FX_ZERO, fxFromPpm } from '../../numbers/fx.js';
import { rankBy } from '../../primitives/rank.js';
import { taper } from '../../primitives/taper.js';
import { ascendingBy, bySeededHash } from '../../primitives/tie.js';
import type { Commit, Draft } from './evolve.js';
import type { State, Win } from './state.js';

/** Every reason, in order of precedence. */
export const REASONS = ['NOT_REGISTERED', 'RESTING', 'SCORED', 'OUTSIDE_TOP', 'NO_COMMITMENT'] as const;
type Reason = (typeof REASONS)[number];

/** A miner in the race. */
interface Racer extends Commit {
  readonly hotkey: Account;
}

/** What `explain` needs. */
export interface Outcome {
  readonly draft: Draft;
  readonly order: readonly Racer[];
  readonly reasons: ReadonlyMap<Account, Reason>;
}

/** True while the last win is at most restEpochs ago. A new owner of the slot inherits nothing. */
const isResting = ({ params, state, context }: Draft, { hotkey, registeredAt }: Neuron): boolean => {
  const win = state.wins.get(hotkey);
  return win !== undefined && win.registeredAt === registeredAt && context.epoch <= win.epoch + params.restEpochs;
};

/** Who races, first come first; in one block the seed decides, which nobody knew when committing. */
const orderOf = (draft: Draft, seed: Evidence['seed']): Racer[] => {
  const { sha256, start, burnHotkey } = draft.context;
  const racers = [...draft.commits].flatMap(([hotkey, commit]) => {
    const neuron = start.byHotkey.get(hotkey);
    const races = neuron !== undefined && hotkey !== burnHotkey && !isResting(draft, neuron);
    return races ? [{ hotkey, ...commit }] : [];
  });
  return rankBy(
    racers,
    ascendingBy(({ block }) => block),
    bySeededHash(sha256, seed, ({ hotkey }) => [text('commit-race'), raw32(accountHex(hotkey))]),
  );
};

const reasonOf = (draft: Draft, hotkey: Account, rank: number): Reason => {
  const neuron = draft.context.start.byHotkey.get(hotkey);
  if (neuron === undefined) return 'NOT_REGISTERED';
  if (isResting(draft, neuron)) return 'RESTING';
  if (rank < 0) return 'NO_COMMITMENT';
  return taper(draft.params.shareppm, rank) === undefined ? 'OUTSIDE_TOP' : 'SCORED';
};

/** The wins of this epoch over those before it. The former state is not changed. */
const nextState = ({ state, context }: Draft, winners: readonly Account[]): State => {
  const wins = new Map<Account, Win>(state.wins);
  for (const hotkey of winners) {
    const neuron = context.start.byHotkey.get(hotkey);
    if (neuron !== undefined) wins.set(hotkey, { registeredAt: neuron.registeredAt, epoch: context.epoch });
  }
  return { wins };
};

/** Pays the first; what no rank takes burns. Every miner gets a reason. */
export const closeEpoch = (draft: Draft, { seed }: Evidence): EpochScores<Outcome> & { readonly state: State } => {
  const { start, burnHotkey } = draft.context;
  const order = orderOf(draft, seed);
  const rankOf = new Map(order.map(({ hotkey }, rank) => [hotkey, rank]));
  const hotkeys = new Set([...start.byHotkey.keys(), ...draft.commits.keys()]);
  hotkeys.delete(burnHotkey);
  const miners = [...hotkeys].sort(compareAccounts).map((hotkey): MinerScore => {
    const rank = rankOf.get(hotkey) ?? -1;
    const share = taper(draft.params.shareppm, rank);
    return { hotkey, share: share === undefined ? FX_ZERO : fxFromPpm(share), reason: reasonOf(draft, hotkey, rank) };
  });
  const winners = miners.filter(({ reason }) => reason === 'SCORED').map(({ hotkey }) => hotkey);
  const reasons = new Map(miners.map(({ hotkey, reason }) => [hotkey, reason as Reason]));
  return {
    kind: 'scored',
    miners,
    tierMoves: [],
    tiers: new Map(),
    notices: [],
    outcome: { draft, order, reasons },
    state: nextState(draft, winners),
  };
};
