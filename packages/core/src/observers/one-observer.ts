import { either, type Field } from '../event/field.js';
import { account, oneOf } from '../event/values.js';
import type { Account } from '../ids.js';

/** Whose facts count where nobody votes: one hotkey, or "any" in a log of one's own. */
export type OneObserver = Account | 'any';

export const oneObserver: Field<OneObserver> = either(
  'hotkey of the observer, or "any"',
  (u) => u === 'any',
  oneOf('any'),
  account,
);

/** Whether a fact of `by` counts. "any": in a log that somebody else may write to, anybody could say anything, so there nobody. */
export const isHeard = (
  observer: OneObserver,
  authority: Account | 'local',
  by: Account | 'local' | undefined,
): boolean => (observer === 'any' ? authority === 'local' : by === observer);
