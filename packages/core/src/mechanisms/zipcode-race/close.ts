import { type Account, compareAccounts } from '../../ids.js';
import type { EpochScores, EpochWaits, Evidence } from '../../mechanism/mechanism.js';
import { FX_ZERO } from '../../numbers/fx.js';
import { type Electorate, formElectorate } from '../../observers/index.js';
import { acceptedFiles } from './accepted.js';
import type { Draft } from './evolve.js';
import { minerReason, raceReasons } from './miner-reason.js';
import { gatherMiners, type Miner } from './miners.js';
import { notices } from './notices.js';
import { type Pay, pay } from './pay.js';
import { allChecks, type Race, runRace } from './race.js';
import { type State, type Trust, trustOf } from './state.js';
import { addChecks, type Checked, rollover, strike, tierName } from './tiers.js';

/** Everything the close decided, for explanations. */
export interface Outcome {
  readonly draft: Draft;
  readonly electorate: Electorate;
  readonly seed: Evidence['seed'];
  readonly miners: readonly Miner[];
  readonly race: Race;
  readonly pay: Pay;
}

const checkedRows = (race: Race): Map<Account, Checked> => {
  const found = new Map<Account, Checked>();
  for (const { entry, spotCheck } of allChecks(race)) {
    const { passed, conclusive } = found.get(entry.miner.hotkey) ?? { passed: 0, conclusive: 0 };
    found.set(entry.miner.hotkey, {
      passed: passed + spotCheck.passed,
      conclusive: conclusive + spotCheck.conclusive,
    });
  }
  return found;
};

/** Identities whose hotkey was registered anew can never come back. */
const withoutReplaced = (draft: Draft): Map<Account, Trust> => {
  const { byHotkey } = draft.context.start;
  return new Map(
    [...draft.state.trust].filter(([hotkey, { registeredAt }]) => {
      const neuron = byHotkey.get(hotkey);
      return neuron === undefined || neuron.registeredAt === registeredAt;
    }),
  );
};

const nextState = (draft: Draft, race: Race) => {
  const { params, context, state } = draft;
  const { byHotkey } = context.start;
  const current = (hotkey: Account): Trust => {
    const registeredAt = byHotkey.get(hotkey)?.registeredAt;
    if (registeredAt === undefined) throw new Error(`close: ${hotkey} was checked but is not in the start snapshot`);
    return trustOf(params, state, hotkey, registeredAt);
  };
  const rolled = rollover(params, context.epoch, addChecks(withoutReplaced(draft), checkedRows(race), current));
  const caught = [...race.synthetic].flatMap((hotkey) => byHotkey.get(hotkey) ?? []);
  const next = strike(params, { ...state, trust: rolled.trust }, context.epoch, caught);
  return { next, moves: [...rolled.moves].sort((a, b) => compareAccounts(a.hotkey, b.hotkey)) };
};

/** Closes an epoch: the ten rules of mechanisms/zipcode-race/README.md, in order. */
export const closeEpoch = (
  draft: Draft,
  evidence: Evidence,
): (EpochScores<Outcome> & { readonly state: State }) | EpochWaits => {
  const { params, context } = draft;
  const electorate = formElectorate(params.observers, context.start.neurons, evidence.listed);
  if (electorate.kind === 'waiting') return electorate;
  const { seed } = evidence;
  const miners = gatherMiners(draft, electorate);
  const race = runRace(draft, electorate, seed, miners);
  const paid = pay(draft, race);
  const reasons = raceReasons(race, paid);
  const { next, moves } = nextState(draft, race);
  const tierOf = (hotkey: Account): string => {
    const registeredAt = context.start.byHotkey.get(hotkey)?.registeredAt;
    const last = (params.tiers?.table.length ?? 1) - 1;
    return tierName(params, registeredAt === undefined ? last : trustOf(params, next, hotkey, registeredAt).tier);
  };
  return {
    kind: 'scored',
    miners: miners.map((miner) => ({
      hotkey: miner.hotkey,
      share: paid.shares.get(miner.hotkey) ?? FX_ZERO,
      reason: minerReason(miner, reasons.get(miner.hotkey)),
    })),
    tierMoves: moves,
    tiers: params.tiers === undefined ? new Map() : new Map(miners.map(({ hotkey }) => [hotkey, tierOf(hotkey)])),
    notices: notices(draft, race),
    checked: checkedRows(race),
    accepted: acceptedFiles(params, race),
    outcome: { draft, electorate, seed, miners, race, pay: paid },
    state: next,
  };
};
