import type {
  Fact,
  ManifestSeen,
  NeuronRegistered,
  SpotCheckFailed,
  SpotCheckInconclusive,
  SpotCheckPassed,
  SubmissionCommitted,
  SubmissionMeasured,
  SubmissionSeen,
} from '../../event/index.js';
import type { Account, Hash32 } from '../../ids.js';
import type { EpochContext } from '../../mechanism/mechanism.js';
import { type Book, note } from '../../observers/index.js';
import type { Params } from './params.js';
import type { State } from './state.js';

type Check = SpotCheckPassed | SpotCheckFailed | SpotCheckInconclusive;

/** A fact that is kept with its line. */
export interface Kept<F> {
  readonly fact: F;
  readonly line: number;
}

/** Everything one epoch's facts say, sorted by what it is about. Rules are applied at the close. */
export interface Draft {
  readonly params: Params;
  readonly state: State;
  readonly context: EpochContext;
  readonly registrations: Kept<NeuronRegistered>[];
  readonly commitments: Map<Account, Kept<SubmissionCommitted>[]>;
  readonly manifests: Book<ManifestSeen['data']>;
  readonly sightings: Book<SubmissionSeen['data']>;
  readonly measures: Book<SubmissionMeasured['data']>;
  readonly checks: Book<Check>;
  /** Lines of spot checks that were not drawn by the seed: NOT_SAMPLED. */
  readonly early: number[];
}

/** An empty draft of one epoch. */
export const openDraft = (params: Params, state: State, context: EpochContext): Draft => ({
  params,
  state,
  context,
  registrations: [],
  commitments: new Map(),
  manifests: new Map(),
  sightings: new Map(),
  measures: new Map(),
  checks: new Map(),
  early: [],
});

/** Subject of a manifest: its natural key without `by`. */
export const manifestSubject = (hotkey: Account, manifestSha256: Hash32): string => hotkey + manifestSha256;
/** Subject of a sighting. */
export const sightingSubject = (hotkey: Account, zipcode: string, contentSha256: Hash32): string =>
  hotkey + zipcode + contentSha256;
/** Subject of a measure under the rule set's extractor. */
export const measureSubject = (zipcode: string, contentSha256: Hash32): string => zipcode + contentSha256;
/** Subject of a spot check. */
export const rowSubject = (hotkey: Account, zipcode: string, contentSha256: Hash32, row: number): string =>
  `${hotkey}${zipcode}${contentSha256}${row}`;

const observation = <V>(fact: Fact, line: number, value: V) => ({
  by: fact.by as Account,
  block: fact.block,
  line,
  value,
});

/** Files one fact under what it is about; facts of other mechanisms are ignored. */
export const evolve = (draft: Draft, fact: Fact, line: number): void => {
  switch (fact.type) {
    case 'SubmissionSeen': {
      const { hotkey, zipcode, contentSha256 } = fact.data;
      return note(draft.sightings, sightingSubject(hotkey, zipcode, contentSha256), observation(fact, line, fact.data));
    }
    case 'SubmissionMeasured': {
      if (fact.data.extractor !== draft.params.extractor) return;
      const { zipcode, contentSha256 } = fact.data;
      return note(draft.measures, measureSubject(zipcode, contentSha256), observation(fact, line, fact.data));
    }
    case 'SpotCheckPassed':
    case 'SpotCheckFailed':
    case 'SpotCheckInconclusive': {
      const { hotkey, subject } = fact.data;
      if (!('zipcode' in subject)) return;
      if (fact.block <= draft.context.opened.seedBlock) {
        draft.early.push(line);
        return;
      }
      const key = rowSubject(hotkey, subject.zipcode, subject.contentSha256, subject.row);
      return note(draft.checks, key, observation(fact, line, fact));
    }
    case 'ManifestSeen':
      return note(
        draft.manifests,
        manifestSubject(fact.data.hotkey, fact.data.manifestSha256),
        observation(fact, line, fact.data),
      );
    case 'SubmissionCommitted': {
      const list = draft.commitments.get(fact.data.hotkey);
      if (list === undefined) draft.commitments.set(fact.data.hotkey, [{ fact, line }]);
      else list.push({ fact, line });
      return;
    }
    case 'NeuronRegistered':
      draft.registrations.push({ fact, line });
  }
};
