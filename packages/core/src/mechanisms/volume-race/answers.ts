import type { Account } from '../../ids.js';
import { type Distinct, distinctIds } from './distinct.js';
import type { Draft, Part, Parts } from './draft.js';
import type { HashKey } from './id-table.js';

/** An answer may hold at most this many ids over all its parts, repeats included. */
export const ANSWER_IDS_MAX = 1_000_000;

/** What one miner sent to one query. It stands at its last part in canonical order. */
export interface Answer {
  readonly by: Account;
  readonly hotkey: Account;
  readonly query: string;
  readonly block: number;
  readonly line: number;
  readonly lines: readonly number[];
  readonly latencyMs: number;
  /** Its parts in order; undefined when some are missing, or they disagree on how many there are. */
  readonly parts: readonly Part[] | undefined;
}

const partsInOrder = (found: ReadonlyMap<number, Part>): Part[] | undefined => {
  const parts: Part[] = [];
  for (let number = 0; number < found.size; number += 1) {
    const part = found.get(number);
    if (part === undefined || part.parts !== found.size) return undefined;
    parts.push(part);
  }
  return parts;
};

const answerOf = ({ by, hotkey, query, byNumber }: Parts): Answer => {
  const all = [...byNumber.values()].sort((a, b) => a.line - b.line);
  const last = all[all.length - 1];
  if (last === undefined) throw new Error('answerOf: expected at least one part');
  return {
    by,
    hotkey,
    query,
    block: last.block,
    line: last.line,
    lines: all.map(({ line }) => line),
    latencyMs: all.reduce((most, { latencyMs }) => Math.max(most, latencyMs), 0),
    parts: partsInOrder(byNumber),
  };
};

/** The answers of an epoch in canonical order (rule 2). */
export const answersInOrder = (draft: Draft): Answer[] =>
  [...draft.answers.values()].map(answerOf).sort((a, b) => a.line - b.line);

/** The list of an answer, and how often it repeats an id; undefined when it is not complete or too long. */
export const listOf = ({ parts }: Answer, key: HashKey): Distinct | undefined => {
  if (parts === undefined) return undefined;
  const lists = parts.map(({ ids }) => ids);
  const total = lists.reduce((sum, { length }) => sum + length, 0);
  return total > ANSWER_IDS_MAX ? undefined : distinctIds(lists, key);
};
