import type { Evaluated } from '@subnet-scoring/adapters/operations';
import type { Account, Section } from '@subnet-scoring/core';

/** One part of an explanation: a mechanism's, or the weight's. */
export interface Part {
  readonly title: string;
  readonly sections: readonly Section[];
}

/** Everything that is known about one miner in one epoch. */
export interface Explained {
  readonly evaluated: Evaluated;
  readonly hotkey: Account;
  readonly parts: readonly Part[];
  /** Texts of the facts behind it, by line. */
  readonly facts: ReadonlyMap<number, string>;
}
