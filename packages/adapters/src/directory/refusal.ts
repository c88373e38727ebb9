import { LINE_BYTES_MAX } from '@subnet-scoring/core';
import type { Refused } from '../ports.js';
import { type CheckedLine, encodeChecked } from './checked-line.js';
import { sha256Hex } from './log-file.js';
import { cutFields, refusalFields } from './refusal-fields.js';

/** Bytes of refused lines that are kept in full on one day; of the others only length and hash. */
export const KEPT_BYTES_A_DAY = 67_108_864;

/** How much was kept on which day. */
export interface DayBook {
  /** UTC, such as 2026-11-20. */
  readonly day: string;
  readonly kept: number;
}

/**
 * One line of refused.ndjson, self-checking: {"at","bytes","code","day","expected","found","help","kept","line","sum"}.
 * `kept` counts the bytes of lines kept that day, this one included. A line beyond 1 MiB, beyond what a day may keep, or
 * that looks like a key, has "sha256" in place of "line", and "offset" where it is known.
 */
export const encodeRefusal = (
  refused: Refused,
  book: DayBook,
  previous: string,
): CheckedLine & { readonly kept: number } => {
  const { line, cut } = refused;
  const reason = { ...refusalFields(refused), day: book.day };
  const { bytes } = reason;
  const kept = book.kept + bytes;
  if (cut === undefined && kept <= KEPT_BYTES_A_DAY && bytes < LINE_BYTES_MAX) {
    const whole = encodeChecked({ ...reason, kept, line }, previous);
    if (Buffer.byteLength(whole.line) <= LINE_BYTES_MAX) return { ...whole, kept };
  }
  const instead = cutFields(cut ?? { bytes, sha256: sha256Hex(Buffer.from(line)) });
  return { ...encodeChecked({ ...reason, kept: book.kept, ...instead }, previous), kept: book.kept };
};
