import type { TaskBatchCompleted } from '../../event/index.js';
import type { Block } from '../../ids.js';
import { FX_ZERO, type Fx } from '../../numbers/fx.js';
import { lastRow, type Params } from './params.js';

/** What a batch may consist of. */
export type Task = TaskBatchCompleted['data']['task'];
/** Every task, in the order in which they are written and shown. */
export const TASKS: readonly Task[] = ['store', 'challenge', 'retrieve'];

/** A count for each task. */
export type PerTask = { readonly [T in Task]: number };

/** Everything known of one identity: a hotkey and the block of its registration. */
export interface Identity {
  readonly registeredAt: Block;
  /** Row of the tier table, 0 is best. */
  readonly tier: number;
  /** Attempts and successes since the last rollover. */
  readonly attempts: PerTask;
  readonly successes: PerTask;
  /** Successes since registration. */
  readonly lifetime: number;
  /** Results of tasks since registration, whatever they were. */
  readonly tasks: number;
  /** Bytes of its passed store tasks since registration: shown, never scored. */
  readonly storedBytes: bigint;
  readonly score: Fx;
  /** Pings missed since the last answer, or since the last penalty. */
  readonly missed: number;
}

const NONE: PerTask = { store: 0, challenge: 0, retrieve: 0 };

/** Who has just registered: the last tier, nothing tried, score 0. */
export const newcomer = (params: Params, registeredAt: Block): Identity => ({
  registeredAt,
  tier: lastRow(params),
  attempts: NONE,
  successes: NONE,
  lifetime: 0,
  tasks: 0,
  storedBytes: 0n,
  score: FX_ZERO,
  missed: 0,
});

/** Sum over the tasks: tiers pool them. */
export const pooled = ({ store, challenge, retrieve }: PerTask): number => store + challenge + retrieve;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** An identity that the fold of one epoch owns and changes in place. */
export interface OwnIdentity extends Writable<Omit<Identity, 'registeredAt' | 'attempts' | 'successes'>> {
  readonly registeredAt: Block;
  readonly uid: number;
  readonly attempts: Writable<PerTask>;
  readonly successes: Writable<PerTask>;
}

/** A private copy, in a slot of the subnet. */
export const ownIdentity = (identity: Identity, uid: number): OwnIdentity => ({
  ...identity,
  uid,
  attempts: { ...identity.attempts },
  successes: { ...identity.successes },
});

/** The readonly rest of a private copy. */
export const releaseIdentity = ({ uid: _, ...identity }: OwnIdentity): Identity => ({
  ...identity,
  attempts: { ...identity.attempts },
  successes: { ...identity.successes },
});

/** Empties the window: attempts and successes start anew, everything else stays. */
export const clearWindow = (identity: OwnIdentity): void => {
  for (const task of TASKS) {
    identity.attempts[task] = 0;
    identity.successes[task] = 0;
  }
};
