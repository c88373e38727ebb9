import type { Mechanism } from '../../mechanism/mechanism.js';
import { closeEpoch, type Outcome, REASONS } from './close.js';
import { type Draft, evolve, openDraft } from './evolve.js';
import { explain } from './explain.js';
import { type Params, params } from './params.js';
import { adaptState, initialState, readState, type State, writeState } from './state.js';

/** First to commit is paid most, and rests afterwards. */
export const commitRace: Mechanism<Params, State, Draft, Outcome> = {
  name: 'commit-race',
  version: 1,
  reasons: REASONS,
  params,
  needsLists: () => false,
  initial: initialState,
  adapt: adaptState,
  open: openDraft,
  evolve,
  close: closeEpoch,
  explain,
  writeState,
  readState,
};
