import type { Account } from '../../ids.js';
import type { Fx } from '../../numbers/fx.js';
import type { ScoredBatch } from './batch.js';
import type { Task } from './identity.js';
import type { Reachable } from './ping.js';

/** A result of a batch as its miner lived it: its place in the batch, and its score before and after. */
export interface TaskSeen {
  readonly line: number;
  readonly batch: string;
  readonly task: Task;
  readonly cutoffMs: number;
  readonly scored: ScoredBatch;
  readonly at: number;
  readonly before: Fx;
  readonly after: Fx;
}

/** A ping that was missed. */
export interface MissSeen {
  readonly line: number;
  readonly before: Reachable;
  readonly after: Reachable;
}

/** Watches a fold. A fold without one keeps no steps: remembering them would cost more than the rules. */
export interface Witness {
  readonly task: (hotkey: Account, seen: TaskSeen) => void;
  readonly miss: (hotkey: Account, seen: MissSeen) => void;
}
