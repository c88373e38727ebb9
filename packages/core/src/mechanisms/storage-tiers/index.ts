import type { Mechanism } from '../../mechanism/mechanism.js';
import { closeEpoch, type Outcome } from './close.js';
import { type Draft, openDraft } from './draft.js';
import { evolve } from './evolve.js';
import { explain } from './explain.js';
import { type Params, params } from './params.js';
import { REASONS } from './reasons.js';
import { selectChallenged } from './select.js';
import { adaptState, initialState, readState, type State, writeState } from './state.js';
import { statsOf } from './stats.js';
import { tierRules } from './tiers.js';

/** Tiers by Wilson score, rewards by tier and speed: see README.md in this folder for which rule is where. */
export const storageTiers: Mechanism<Params, State, Draft, Outcome> = {
  name: 'storage-tiers',
  version: 1,
  reasons: REASONS,
  params,
  needsLists: () => false,
  believesAnybody: ({ observer }) => observer === 'any',
  initial: initialState,
  adapt: adaptState,
  open: openDraft,
  evolve,
  close: closeEpoch,
  select: (_params, _state, { sha256, neurons, blockHash, k }) =>
    selectChallenged(sha256, neurons, blockHash, k).map(({ hotkey }) => hotkey),
  stats: statsOf,
  tiers: tierRules,
  explain,
  writeState,
  readState,
};
