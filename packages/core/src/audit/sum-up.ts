import { compareText } from '../hash/bytes.js';
import { type Account, accountHex } from '../ids.js';
import type { Finding, Verdict } from './finding.js';

/** What an audit says of one validator. */
export interface AuditedValidator {
  readonly hotkey: Account;
  /** By gravity: copies where it copied at least as often as it differed, differs, unjudged, within, exact. */
  readonly verdict: Verdict;
  /** Epochs of each verdict. */
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Ascending by epoch. */
  readonly findings: readonly Finding[];
}

/** The verdict on a validator from those on its epochs. */
export const verdictOf = ({ copies, differs, unjudged, within }: AuditedValidator['counts']): Verdict => {
  if (copies > 0 && copies >= differs) return 'copies';
  if (differs > 0) return 'differs';
  if (unjudged > 0) return 'unjudged';
  return within > 0 ? 'within' : 'exact';
};

/** Sums up validators, ascending by account; one of which no epoch says anything is left out. */
export const sumUp = (
  validators: readonly Pick<AuditedValidator, 'hotkey' | 'findings'>[],
): readonly AuditedValidator[] =>
  validators
    .filter(({ findings }) => findings.length > 0)
    .map(({ hotkey, findings }) => {
      const counts = { exact: 0, within: 0, differs: 0, copies: 0, unjudged: 0 };
      for (const { verdict } of findings) counts[verdict] += 1;
      return { hotkey, verdict: verdictOf(counts), counts, findings };
    })
    .sort((a, b) => compareText(accountHex(a.hotkey), accountHex(b.hotkey)));
