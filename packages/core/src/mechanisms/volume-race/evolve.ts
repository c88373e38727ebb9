import { encodeCanonical } from '../../event/canonical.js';
import type {
  Fact,
  ItemsMeasured,
  ItemsReturned,
  QueryIssued,
  SpotCheckFailed,
  SpotCheckInconclusive,
  SpotCheckPassed,
} from '../../event/index.js';
import type { Json } from '../../event/json.js';
import { toHex } from '../../hash/bytes.js';
import type { Account, Hash32 } from '../../ids.js';
import type { EpochContext } from '../../mechanism/mechanism.js';
import { type Book, note } from '../../observers/index.js';
import { type IdList, idListOf, textLines } from './id-list.js';
import { observes } from './observer.js';
import type { Params } from './params.js';
import { noteCalled, openRounds, type Rounds } from './rounds.js';
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
  readonly observes: (by: Account) => boolean;
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
  observes: observes(params, context),
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

const noteQuery = (draft: Draft, fact: QueryIssued, by: Account, line: number): void => {
  const key = queryKey(by, fact.data.query);
  const first = draft.queries.get(key);
  if (first === undefined) {
    draft.queries.set(key, { data: fact.data, by, line, named: new Set(fact.data.hotkeys) });
    return noteCalled(draft.rounds, by, fact.data.hotkeys);
  }
  const text = (data: QueryIssued['data']): string => encodeCanonical(data as unknown as Json);
  if (text(first.data) !== text(fact.data)) draft.rivals.push([first, line]);
};

const notePart = (draft: Draft, { data, block }: ItemsReturned, by: Account, line: number): void => {
  const { hotkey, query, part, parts, latencyMs } = data;
  const key = answerKey(by, hotkey, query);
  const known = draft.answers.get(key);
  const answer: Parts = known ?? { by, hotkey, query, byNumber: new Map() };
  if (known === undefined) draft.answers.set(key, answer);
  const { itemIds } = data;
  const sha256 = parts === 1 ? (toHex(draft.context.sha256(textLines(itemIds))) as Hash32) : undefined;
  answer.byNumber.set(part, { parts, latencyMs, block, line, ids: idListOf(itemIds), sha256 });
};

type Observed = QueryIssued | ItemsReturned | ItemsMeasured | Check;

const noteObserved = (draft: Draft, fact: Observed, by: Account, line: number): void => {
  const { startBlock, endBlock } = draft.context.opened;
  const isLate = fact.block >= endBlock && (fact.type === 'QueryIssued' || fact.type === 'ItemsReturned');
  if (fact.block < startBlock || isLate) {
    draft.outside.push(line);
    return;
  }
  switch (fact.type) {
    case 'QueryIssued':
      return noteQuery(draft, fact, by, line);
    case 'ItemsReturned':
      return notePart(draft, fact, by, line);
    case 'ItemsMeasured': {
      const { hotkey, query } = fact.data;
      const { block, data: value } = fact;
      return note(draft.measures, answerKey(by, hotkey, query), { by, block, line, value });
    }
    default: {
      const { hotkey, subject } = fact.data;
      if ('zipcode' in subject) return;
      const key = itemKey(by, hotkey, subject.query, subject.item);
      return note(draft.checks, key, { by, block: fact.block, line, value: fact });
    }
  }
};

/** Files one fact under what it is about; facts of other mechanisms are ignored. */
export const evolve = (draft: Draft, fact: Fact, line: number): void => {
  switch (fact.type) {
    case 'BlockFinalized':
      draft.blocks.set(fact.block, { hash: fact.data.hash, line });
      return;
    case 'SpotCheckPassed':
    case 'SpotCheckFailed':
    case 'SpotCheckInconclusive':
      if ('zipcode' in fact.data.subject) return;
      break;
    case 'QueryIssued':
    case 'ItemsReturned':
    case 'ItemsMeasured':
      break;
    default:
      return;
  }
  const by = fact.by as Account;
  if (draft.observes(by)) noteObserved(draft, fact, by, line);
  else draft.strangers.push(line);
};
