import type { Hash32 } from '@subnet-scoring/core';
import { encodeSumsHeader, type SumsHeader } from './sums.js';

/** What the header of journal.sums says. */
export interface JournalHeader {
  /** Lines that were taken and stand in the journal no more: the first line of the journal is number base + 1. */
  readonly base: number;
  /** The last seal when the journal was last rewritten; before the first seal, the hash of log.json. */
  readonly head: string;
  /** SHA-256 of log.json. */
  readonly log: string;
  /** Number of seals when the journal was last rewritten. */
  readonly seals: number;
}

/** The header line of journal.sums, with LF, and its sum. */
export const encodeJournalHeader = (base: number, head: Hash32, log: Hash32, seals: number) =>
  encodeSumsHeader({ base, head, log, seals });

/** Reads the fields of a sound header. */
export const journalHeaderOf = ({ fields }: SumsHeader): JournalHeader => ({
  base: Number(fields['base']),
  head: String(fields['head']),
  log: String(fields['log']),
  seals: Number(fields['seals']),
});
