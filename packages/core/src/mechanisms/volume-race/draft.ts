import type {
  ItemsMeasured,
  QueryIssued,
  SpotCheckFailed,
  SpotCheckInconclusive,
  SpotCheckPassed,
} from '../../event/index.js';
import type { Account, Hash32 } from '../../ids.js';
import type { EpochContext } from '../../mechanism/mechanism.js';
import type { Book } from '../../observers/index.js';
import type { IdList } from './id-list.js';
import type { Params } from './params.js';
import { openRounds, type Rounds } from './rounds.js';
import type { State } from './state.js';

/** The verdict of a look-up, as its fact states it. */
export type Check = SpotCheckPassed | SpotCheckFailed | SpotCheckInconclusive;

/** The query of a name that counts: the first in canonical order. */
export interface KeptQuery {
  readonly data: QueryIssued['data'];
  readonly by: Account;
  readonly line: number;
  readonly named: ReadonlySet<Account>;
}

/** One part of an answer: of one number the last in canonical order counts. */
export interface Part {
  readonly parts: number;
  readonly latencyMs: number;
  readonly block: number;
  readonly line: number;
  readonly ids: IdList;
  /** SHA-256 over the lines of its ids, where it is the whole answer: cheaper now than from the list at the close. */
  readonly sha256: Hash32 | undefined;
}

/** What one miner sent to one query, as it came. */
export interface Parts {
  readonly by: Account;
  readonly hotkey: Account;
  readonly query: string;
  readonly byNumber: Map<number, Part>;
}

/** Everything one epoch's facts say, sorted by what it is about. Rules are applied at the close. */
export interface Draft {
  readonly params: Params;
  readonly state: State;
  readonly context: EpochContext;
  readonly blocks: Map<number, { readonly hash: Hash32; readonly line: number }>;
  readonly queries: Map<string, KeptQuery>;
  readonly rounds: Rounds;
  readonly answers: Map<string, Parts>;
  readonly measures: Book<ItemsMeasured['data']>;
  readonly checks: Book<Check>;
  /** Second queries of one name that differ: line of the first, line of the second. */
  readonly rivals: (readonly [KeptQuery, number])[];
  /** Lines of facts that do not count: by other observers, or outside of the epoch's blocks. */
  readonly strangers: number[];
  readonly outside: number[];
}

/** An empty draft of one epoch. */
export const openDraft = (params: Params, state: State, context: EpochContext): Draft => ({
  params,
  state,
  context,
  blocks: new Map(),
  queries: new Map(),
  rounds: openRounds(context, state.called),
  answers: new Map(),
  measures: new Map(),
  checks: new Map(),
  rivals: [],
  strangers: [],
  outside: [],
});

// Addresses have one length and ids are digits, so these keys never meet.
/** Key of a query. */
export const queryKey = (by: Account, query: string): string => by + query;
/** Key of an answer and of its measures. */
export const answerKey = (by: Account, hotkey: Account, query: string): string => by + hotkey + query;
/** Key of a spot check. */
export const itemKey = (by: Account, hotkey: Account, query: string, item: string): string =>
  `${by}${hotkey}${item} ${query}`;
