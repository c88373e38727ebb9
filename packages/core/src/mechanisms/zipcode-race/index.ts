import type { Mechanism } from '../../mechanism/mechanism.js';
import { closeEpoch, type Outcome } from './close.js';
import { type Draft, evolve, openDraft } from './evolve.js';
import { explain } from './explain.js';
import { type Params, params } from './params.js';
import { planChecks } from './plan.js';
import { rateFile } from './rate-file.js';
import { REASONS } from './reasons.js';
import { adaptState, initialState, readState, type State, writeState } from './state.js';
import { tierRules } from './tier-rules.js';

/** First to submit, balanced with quality: see README.md in this folder for the rules in words. */
export const zipcodeRace: Mechanism<Params, State, Draft, Outcome> = {
  name: 'zipcode-race',
  version: 1,
  reasons: REASONS,
  params,
  needsLists: ({ observers }) => observers.kind === 'stakeMajority',
  believesAnybody: ({ observers }) => observers.kind === 'any',
  initial: initialState,
  adapt: adaptState,
  open: openDraft,
  evolve,
  close: closeEpoch,
  plan: planChecks,
  rateFile,
  tiers: tierRules,
  explain,
  writeState,
  readState,
};
