import type { Account, Block } from '../../ids.js';
import type { Fx } from '../../numbers/fx.js';
import { adaptHistory, emptyHistory, type History } from './history.js';
import type { Params } from './params.js';

/** One identity: a hotkey and the block of its registration. */
export interface Standing {
  readonly registeredAt: Block;
  readonly score: Fx;
  /** New items by epoch, of epochs in which an answer of it counted: an entry of 0 is not the same as none. */
  readonly newItems: ReadonlyMap<number, number>;
}

/** What lives across epochs. Of a hotkey there is at most one identity: who leaves and comes back starts clean. */
export interface State {
  readonly standings: ReadonlyMap<Account, Standing>;
  /** Epochs in which an answer of anybody counted, ascending; those that a window can still hold. */
  readonly buckets: readonly number[];
  readonly history: History;
  /** Per observer: whom it has called in this round. */
  readonly called: ReadonlyMap<Account, ReadonlySet<Account>>;
}

/** State before the first epoch. */
export const initialState = (params: Params): State => ({
  standings: new Map(),
  buckets: [],
  history: emptyHistory(params.dedupeScope),
  called: new Map(),
});

/** Scores, volumes and rounds stay under other parameters. Histories stay too, unless ids count once within something else. */
export const adaptState = (params: Params, state: State): State => ({
  ...state,
  history: adaptHistory(params.dedupeScope, state.history),
});
