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

/** What is kept of a sighting; `stated` is all of it, where observers vote: they vote on the whole. */
export interface Sighting {
  readonly hotkey: Account;
  readonly stated: SubmissionSeen['data'] | undefined;
}

/** What is kept of a manifest: its files are those that sightings and measures speak of. */
export interface Manifest {
  readonly nonce: Hash32;
  readonly files: readonly FileDraft[];
  readonly stated: ManifestSeen['data'] | undefined;
}

/** What observers state of one content in one zipcode. */
export interface FileDraft {
  readonly zipcode: string;
  readonly contentSha256: Hash32;
  sightings: Stated<Sighting> | undefined;
  measures: Stated<Measure> | undefined;
}

/** What is kept of a spot check. */
export interface CheckedRow {
  readonly file: FileDraft;
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
  readonly manifests: Shelf<Account, Stated<Manifest>>;
  /** By zipcode and contentSha256. */
  readonly files: Shelf<string, FileDraft>;
  /** Every hotkey of which a content was sighted. */
  readonly sighted: Map<Account, Sighting>;
  /** Files with more than one measure. */
  readonly measuredAgain: Set<FileDraft>;
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
  measuredAgain: new Set(),
  headers: new Map(),
  checks: new Map(),
  early: [],
  observers: new Map(),
});

// A name occurs a thousand times in a log, and is held once.
const observerOf = ({ observers }: Draft, by: Account): Account => {
  const known = observers.get(by);
  if (known === undefined) observers.set(by, by);
  return known ?? by;
};

const sightingOf = ({ sighted, context }: Draft, hotkey: Account): Sighting => {
  const known = sighted.get(hotkey);
  if (known !== undefined) return known;
  const sighting = { hotkey: context.start.byHotkey.get(hotkey)?.hotkey ?? hotkey, stated: undefined };
  sighted.set(hotkey, sighting);
  return sighting;
};

const votes = ({ params }: Draft): boolean => params.observers.kind !== 'any';

const observation = <V>(draft: Draft, fact: Fact, line: number, value: V): Observation<V> => ({
  by: observerOf(draft, fact.by as Account),
  block: fact.block,
  line,
  value,
});

const fileOf = (draft: Draft, zipcode: string, contentSha256: Hash32): FileDraft => {
  const contents = shelfOf(draft.files, zipcode);
  const known = contents.get(contentSha256);
  if (known !== undefined) return known;
  const made = { zipcode, contentSha256, sightings: undefined, measures: undefined };
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
  const file = fileOf(draft, zipcode, contentSha256);
  const check = observation(draft, fact, line, { file, row, verdict: rowVerdict(draft.params, fact) });
  zipcodes.set(zipcode, add(zipcodes.get(zipcode), check));
};

/** Files one fact under what it is about; facts of other mechanisms are ignored. */
export const evolve = (draft: Draft, fact: Fact, line: number): void => {
  switch (fact.type) {
    case 'SubmissionSeen': {
      const { hotkey, zipcode, contentSha256 } = fact.data;
      const file = fileOf(draft, zipcode, contentSha256);
      const sighting = sightingOf(draft, hotkey);
      const kept = votes(draft) ? { hotkey: sighting.hotkey, stated: fact.data } : sighting;
      file.sightings = add(file.sightings, observation(draft, fact, line, kept));
      return;
    }
    case 'SubmissionMeasured': {
      const { params, context, headers, expectedOf } = draft;
      const { extractor, zipcode, contentSha256 } = fact.data;
      if (extractor !== params.extractor) return;
      const file = fileOf(draft, zipcode, contentSha256);
      if (file.measures !== undefined) draft.measuredAgain.add(file);
      const measure = measureOf(params, context, headers, expectedOf.get(zipcode), fact.data);
      file.measures = add(file.measures, observation(draft, fact, line, measure));
      return;
    }
    case 'SpotCheckPassed':
    case 'SpotCheckFailed':
    case 'SpotCheckInconclusive':
      return fileCheck(draft, fact, line);
    case 'ManifestSeen': {
      const { hotkey, manifestSha256, nonce, files } = fact.data;
      const manifests = shelfOf(draft.manifests, hotkey);
      const kept: Manifest = {
        nonce,
        files: files.map(({ zipcode, contentSha256 }) => fileOf(draft, zipcode, contentSha256)),
        stated: votes(draft) ? fact.data : undefined,
      };
      manifests.set(manifestSha256, add(manifests.get(manifestSha256), observation(draft, fact, line, kept)));
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
