import { looksLikeKey } from './key-material.js';

/** Where bad data stands. Lines count from 1. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  /** Path inside the line's value, such as `/data/uid`. */
  readonly path?: string;
  /** Offset in bytes, where no line can be named. */
  readonly offset?: number;
}

/** What can be wrong with one line that arrives. */
export type LineErrorCode =
  | 'LINE_TOO_LONG'
  | 'NOT_UTF8'
  | 'NOT_JSON'
  | 'NOT_AN_EVENT'
  | 'UNKNOWN_TYPE'
  | 'UNKNOWN_VERSION'
  | 'BAD_FIELD'
  | 'NOT_CANONICAL'
  | 'MANIFEST_HASH'
  | 'WRONG_NETUID'
  | 'UNAUTHORISED'
  | 'BAD_SIGNATURE'
  | 'BAD_PARAMS'
  | 'UNKNOWN_MECHANISM'
  | 'NOT_ON_CHAIN'
  | 'NOT_A_FACT'
  | 'KEY_MATERIAL'
  | 'SEALED_EPOCH'
  | 'LATE_FACT';

/** What can be wrong with a log. */
export type LogErrorCode =
  | 'BAD_LOG_FILE'
  | 'MISSING_FILE'
  | 'SUM_MISMATCH'
  | 'FACTS_MISSING'
  | 'SEGMENT_HASH'
  | 'SEGMENT_ORDER'
  | 'SEGMENT_LINE'
  | 'SEGMENT_COUNT'
  | 'SEAL_HASH'
  | 'SEAL_CHAIN'
  | 'RULES_HASH'
  | 'SCORES_HASH'
  | 'STATUS_DIFFERS'
  | 'NEEDS_NEWER_ENGINE'
  | 'SNAPSHOT_HASH';

/** What can be wrong with a plan of weights. */
export type PlanErrorCode = 'BAD_PLAN';

/** What can be wrong with what a validator published. */
export type BundleErrorCode = 'BAD_BUNDLE';

export type ErrorCode = LineErrorCode | LogErrorCode | PlanErrorCode | BundleErrorCode;

/** Bad data, as a value: where, what was expected, what came, what to do. Mistakes of the programmer throw instead. */
export interface DataError {
  readonly code: ErrorCode;
  readonly at: Place;
  readonly expected: string;
  readonly found: string;
  readonly help: string;
}

const FOUND_MAX = 120;

// A hostile line may nest deeper than the stack: what cannot be written is still reported.
const write = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return 'a value nested too deep to show';
  }
};

/**
 * Shortens what was found, so that a hostile line cannot flood a report; control characters are escaped, and what looks like a
 * key is not shown.
 */
export const shorten = (value: unknown): string => {
  const text = write(value);
  if (looksLikeKey(typeof value === 'string' ? value : text))
    return `what looks like a key (${text.length} characters)`;
  return text.length <= FOUND_MAX ? text : `${text.slice(0, FOUND_MAX)}... (${text.length} characters)`;
};

/** `file:line /path`, with what is known. */
export const formatPlace = (at: Place): string => {
  const line = at.line === undefined ? '' : `${at.file === undefined ? 'line ' : ':'}${at.line}`;
  const offset = at.offset === undefined ? '' : ` at byte ${at.offset}`;
  return `${at.file ?? ''}${line}${at.path === undefined ? '' : ` ${at.path}`}${offset}`.trim();
};
