import type { Fact, ManifestSeen, NeuronRegistered, SubmissionCommitted, SubmissionSeen } from '../../event/index.js';
import type { Account, Hash32 } from '../../ids.js';
import type { EpochContext } from '../../mechanism/mechanism.js';
import type { Observation } from '../../observers/index.js';
import { type Headers, type Measure, measureOf } from './measure.js';
import type { Params } from './params.js';
import { type RowVerdict, rowVerdict, type SpotCheck } from './row-verdict.js';
import { type Shelf, shelfOf } from './shelf.js';
import type { State } from './state.js';
import { add, type Stated } from './stated.js';

/** A fact that is kept with its line. */
export interface Kept<F> {
  readonly fact: F;
  readonly line: number;
}

/** What is kept of a sighting. Where observers vote it is all of it, because they vote on the whole. */
export type Sighting = Pick<SubmissionSeen['data'], 'hotkey'>;

/** What observers state of one content in one zipcode. */
export interface FileDraft {
  sightings: Stated<Sighting> | undefined;
  measures: Stated<Measure> | undefined;
}

/** What is kept of a spot check. */
export interface CheckedRow {
  readonly contentSha256: Hash32;
  readonly row: number;
  readonly verdict: RowVerdict;
}

/** Everything one epoch's facts say, sorted by what it is about. Rules are applied at the close. */
export interface Draft {
  readonly params: Params;
  readonly state: State;
  readonly context: EpochContext;
  readonly expectedOf: ReadonlyMap<string, number>;
  readonly registrations: Kept<NeuronRegistered>[];
  readonly commitments: Map<Account, Kept<SubmissionCommitted>[]>;
  /** By hotkey and manifestSha256. */
  readonly manifests: Shelf<Account, Stated<ManifestSeen['data']>>;
  /** By zipcode and contentSha256. */
  readonly files: Shelf<string, FileDraft>;
  /** Every hotkey of which a content was sighted. */
  readonly sighted: Map<Account, Sighting>;
  readonly headers: Headers;
  /** By hotkey and zipcode. */
  readonly checks: Shelf<Account, Stated<CheckedRow>>;
  /** Lines of spot checks that were not drawn by the seed: NOT_SAMPLED. */
  readonly early: number[];
  readonly observers: Map<Account, Account>;
}

/** An empty draft of one epoch. */
export const openDraft = (params: Params, state: State, context: EpochContext): Draft => ({
  params,
  state,
  context,
  expectedOf: new Map(context.opened.zipcodes.map(({ zipcode, expected }) => [zipcode, expected])),
  registrations: [],
  commitments: new Map(),
  manifests: new Map(),
  files: new Map(),
  sighted: new Map(),
  headers: new Map(),
  checks: new Map(),
  early: [],
  observers: new Map(),
});

/** The value that is kept for a key: the first one. So what occurs a thousand times in a log is held once. */
const once = <K, V>(kept: Map<K, V>, key: K, value: V): V => {
  const known = kept.get(key);
  if (known !== undefined) return known;
  kept.set(key, value);
  return value;
};

const observation = <V>(draft: Draft, fact: Fact, line: number, value: V): Observation<V> => {
  const by = fact.by as Account;
  return { by: once(draft.observers, by, by), block: fact.block, line, value };
};

const fileOf = (draft: Draft, { zipcode, contentSha256 }: { zipcode: string; contentSha256: Hash32 }): FileDraft => {
  const contents = shelfOf(draft.files, zipcode);
  const known = contents.get(contentSha256);
  if (known !== undefined) return known;
  const made = { sightings: undefined, measures: undefined };
  contents.set(contentSha256, made);
  return made;
};

const fileCheck = (draft: Draft, fact: SpotCheck, line: number): void => {
  const { hotkey, subject } = fact.data;
  if (!('zipcode' in subject)) return;
  if (fact.block <= draft.context.opened.seedBlock) {
    draft.early.push(line);
    return;
  }
  const { zipcode, contentSha256, row } = subject;
  const zipcodes = shelfOf(draft.checks, hotkey);
  const check = observation(draft, fact, line, { contentSha256, row, verdict: rowVerdict(draft.params, fact) });
  zipcodes.set(zipcode, add(zipcodes.get(zipcode), check));
};

/** Files one fact under what it is about; facts of other mechanisms are ignored. */
export const evolve = (draft: Draft, fact: Fact, line: number): void => {
  switch (fact.type) {
    case 'SubmissionSeen': {
      const { hotkey } = fact.data;
      const file = fileOf(draft, fact.data);
      const votes = draft.params.observers.kind !== 'any';
      const seen = once(draft.sighted, hotkey, { hotkey });
      file.sightings = add(file.sightings, observation(draft, fact, line, votes ? fact.data : seen));
      return;
    }
    case 'SubmissionMeasured': {
      const { params, context, headers, expectedOf } = draft;
      if (fact.data.extractor !== params.extractor) return;
      const file = fileOf(draft, fact.data);
      const measure = measureOf(params, context, headers, expectedOf.get(fact.data.zipcode), fact.data);
      file.measures = add(file.measures, observation(draft, fact, line, measure));
      return;
    }
    case 'SpotCheckPassed':
    case 'SpotCheckFailed':
    case 'SpotCheckInconclusive':
      return fileCheck(draft, fact, line);
    case 'ManifestSeen': {
      const { hotkey, manifestSha256 } = fact.data;
      const manifests = shelfOf(draft.manifests, hotkey);
      const manifest = observation(draft, fact, line, fact.data);
      manifests.set(manifestSha256, add(manifests.get(manifestSha256), manifest));
      return;
    }
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
