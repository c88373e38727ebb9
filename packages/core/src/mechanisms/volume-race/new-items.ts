import type { Account, Hash32 } from '../../ids.js';
import { type History as DedupeHistory, takeNew } from '../../primitives/dedupe.js';
import { answersInOrder } from './answers.js';
import type { Draft } from './draft.js';
import { type History, hashKey, openHistory, type ScopeDraft, scopeOf } from './history.js';
import { highAt, type IdList, lowAt, pageAt } from './id-list.js';
import { type JudgedAnswer, judgeAnswer } from './judge-answer.js';
import type { Miner } from './miners.js';

/** What became of the ids of one answer. Those that the measure lists as unfit are in none of these. */
export interface Taken {
  /** New to the history of the scope. */
  readonly fresh: number;
  readonly known: number;
  /** New, but beyond maxNewIds: they neither count nor are remembered. */
  readonly beyond: number;
}

/** An answer of a miner that is scored, in canonical order. */
export interface TakenAnswer extends Omit<JudgedAnswer, 'ids'> {
  readonly taken: Taken;
}

/** New items of an epoch. */
export interface NewItems {
  readonly answers: readonly TakenAnswer[];
  /** By identity, for those with an answer that counted: its new items, 0 where an item of its answers does not exist. */
  readonly counts: ReadonlyMap<Account, number>;
  /** Ids beyond maxNewIds, by scope. */
  readonly beyond: ReadonlyMap<string, number>;
  readonly history: History;
}

const NOTHING: Taken = { fresh: 0, known: 0, beyond: 0 };
const exactPosition = (position: number): number => position;

/** Positions of a list that are not among the unfit ones; both ascend. */
const fitPositions = (length: number, unfit: readonly number[]): number[] => {
  const positions: number[] = [];
  let next = 0;
  for (let position = 0; position < length; position += 1) {
    if (unfit[next] === position) next += 1;
    else positions.push(position);
  }
  return positions;
};

/** Adds the ids of an answer to the history of its scope, so that they are known to the next answer. */
const take = (scope: ScopeDraft, ids: IdList, unfit: readonly number[]): Taken => {
  const positions = fitPositions(ids.length, unfit);
  const history: DedupeHistory<number> = {
    has: (at) => scope.has(pageAt(ids, at), highAt(ids, at), lowAt(ids, at)),
    add: (at) => scope.add(pageAt(ids, at), highAt(ids, at), lowAt(ids, at)),
  };
  const room = scope.room();
  const fresh = takeNew(history, positions, exactPosition, room).length;
  const beyond = fresh < room ? 0 : positions.filter((at) => !history.has(at)).length;
  return { fresh, known: positions.length - fresh - beyond, beyond };
};

/**
 * Judges all answers in canonical order; each adds its ids before the next is counted (rule 3). One item that does not exist
 * empties the whole epoch of its identity: its ids are remembered, so they cannot be sold again, and none counts.
 */
export const countNewItems = (draft: Draft, seed: Hash32, miners: ReadonlyMap<Account, Miner>): NewItems => {
  const { params, state, context } = draft;
  const key = hashKey(context.sha256, seed, 'answer');
  const history = openHistory(context.sha256, seed, state.history, params.maxNewIds);
  const counts = new Map<Account, number>();
  const invented = new Set<Account>();
  const beyond = new Map<string, number>();
  const answers: TakenAnswer[] = [];
  for (const answer of answersInOrder(draft)) {
    const miner = miners.get(answer.hotkey);
    if (miner === undefined) continue;
    const { ids, ...judged } = judgeAnswer(draft, answer, key);
    const scope = scopeOf(params.dedupeScope, miner);
    const taken = ids === undefined ? NOTHING : take(history.scope(scope), ids, judged.measure?.value.unfit ?? []);
    answers.push({ ...judged, taken });
    if (taken.beyond > 0) beyond.set(scope, (beyond.get(scope) ?? 0) + taken.beyond);
    if (judged.verdict === 'identity') invented.add(miner.hotkey);
    if (judged.verdict === 'counts') counts.set(miner.hotkey, (counts.get(miner.hotkey) ?? 0) + taken.fresh);
  }
  for (const hotkey of invented) if (counts.has(hotkey)) counts.set(hotkey, 0);
  return { answers, counts, beyond, history: history.close() };
};
