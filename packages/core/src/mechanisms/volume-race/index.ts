import type { Mechanism } from '../../mechanism/mechanism.js';
import { closeEpoch, type Outcome } from './close.js';
import { type Draft, openDraft } from './draft.js';
import { evolve } from './evolve.js';
import { explain } from './explain.js';
import { type Params, params } from './params.js';
import { planItems } from './plan.js';
import { REASONS } from './reasons.js';
import { selectNext } from './rounds.js';
import { adaptState, initialState, type State } from './state.js';
import { readState, writeState } from './state-codec.js';
import { statsOf } from './stats.js';

/** Most new items, within a time and without a cap (MIP-2): see README.md in this folder for the rules in words. */
export const volumeRace: Mechanism<Params, State, Draft, Outcome> = {
  name: 'volume-race',
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
  plan: planItems,
  select: (_params, { called }, draw) => selectNext(called, draw),
  stats: statsOf,
  explain,
  writeState,
  readState,
};
