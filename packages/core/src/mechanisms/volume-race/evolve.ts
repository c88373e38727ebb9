import { encodeCanonical } from '../../event/canonical.js';
import type { Fact, ItemsMeasured, ItemsReturned, QueryIssued } from '../../event/index.js';
import type { Json } from '../../event/json.js';
import { toHex } from '../../hash/bytes.js';
import type { Account, Hash32 } from '../../ids.js';
import { isHeard, note } from '../../observers/index.js';
import { answerKey, type Check, type Draft, itemKey, type Parts, queryKey } from './draft.js';
import { idListOf, textLines } from './id-list.js';
import { noteCalled } from './rounds.js';

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
  if (isHeard(draft.params.observer, draft.context.authority, by)) noteObserved(draft, fact, by, line);
  else draft.strangers.push(line);
};
