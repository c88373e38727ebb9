import type { Fact } from '../../event/index.js';
import type { Account } from '../../ids.js';
import type { EpochContext } from '../../mechanism/mechanism.js';
import type { Params } from './params.js';
import type { State } from './state.js';

/** A miner's first commitment of the epoch: its block, and its line in the segment. */
export interface Commit {
  readonly block: number;
  readonly line: number;
}

/** What is kept of one epoch's facts. It belongs to this epoch alone, so it may be changed in place. */
export interface Draft {
  readonly params: Params;
  readonly state: State;
  readonly context: EpochContext;
  readonly commits: Map<Account, Commit>;
}

export const openDraft = (params: Params, state: State, context: EpochContext): Draft => ({
  params,
  state,
  context,
  commits: new Map(),
});

/** Keeps the first commitment in [startBlock, endBlock); facts come in canonical order. Ignores every other fact. */
export const evolve = (draft: Draft, fact: Fact, line: number): void => {
  if (fact.type !== 'SubmissionCommitted') return;
  const { startBlock, endBlock } = draft.context.opened;
  const isInWindow = fact.block >= startBlock && fact.block < endBlock;
  const { hotkey } = fact.data;
  if (isInWindow && !draft.commits.has(hotkey)) draft.commits.set(hotkey, { block: fact.block, line });
};
