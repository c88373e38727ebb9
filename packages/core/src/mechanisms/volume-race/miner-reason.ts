import type { Account } from '../../ids.js';
import type { TakenAnswer } from './new-items.js';
import type { Reason } from './reasons.js';
import type { Scored } from './scores.js';

/** The one reason of a miner: the first that holds. `answers` are its own. */
export const minerReason = (
  hotkey: Account,
  scored: Scored | undefined,
  answers: readonly TakenAnswer[],
  called: ReadonlySet<Account>,
): Reason => {
  if (scored === undefined) return 'NOT_REGISTERED';
  if (scored.share > 0n) return 'SCORED';
  const sent = answers.filter(({ verdict }) => verdict !== 'repeats'); // those are as if they were never sent
  if (sent.some(({ verdict }) => verdict === 'counts')) return 'NO_NEW_ITEMS';
  if (sent.length > 0) return 'REJECTED';
  return called.has(hotkey) ? 'NO_ANSWER' : 'NOT_CALLED';
};
