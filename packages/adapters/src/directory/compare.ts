import { nextSumOfBytes, SUM_DIGITS } from './running-sum.js';
import { sumOfRecord } from './sums.js';

/** A place where a line and its sum disagree, and which of the two is wrong. */
export interface SumFault {
  readonly wrong: 'line' | 'sum';
  readonly line: number;
  /** Of the wrong one: the sum of the right line, or the right record of the sums file. */
  readonly expected: string;
  readonly found: string;
  /** Lines from here on that cannot be told apart from the fault. */
  readonly lines: number;
}

/** What a comparison found. */
export interface Comparison {
  readonly faults: readonly SumFault[];
  readonly lines: number;
  /** Lines behind the last sum. */
  readonly behind: number;
  /** Records behind the last line. */
  readonly left: number;
  /** The running sum after the last line. */
  readonly sum: string;
  /** First record with a NUL in it, from 1: a disk writes those when it loses power, and nobody else does. */
  readonly unwritten: number | undefined;
}

/** Digits in which a hit sum still agrees; two unrelated sums agree in one or two of sixteen. */
const ALIKE_DIGITS = 12;

const agreeing = (a: string, b: string): number => {
  let count = 0;
  for (let at = 0; at < SUM_DIGITS; at += 1) if (a.charCodeAt(at) === b.charCodeAt(at)) count += 1;
  return count;
};

interface Open {
  readonly line: number;
  readonly right: string;
  readonly record: string;
  readonly lines: number;
}

const faultOf = (open: Open, wrong: 'line' | 'sum'): SumFault => {
  const stated = sumOfRecord(open.record) ?? JSON.stringify(open.record);
  return wrong === 'sum'
    ? { wrong, line: open.line, expected: open.right, found: stated, lines: open.lines }
    : { wrong, line: open.line, expected: stated, found: open.right, lines: open.lines };
};

// Nothing after it decides: a changed line changes nearly every digit, a hit record keeps nearly every one.
const guess = (open: Open): 'line' | 'sum' =>
  sumOfRecord(open.record) === undefined || agreeing(open.record, open.right) >= ALIKE_DIGITS ? 'sum' : 'line';

/**
 * Compares lines with a sums file, one line at a time. Where they disagree, the next line decides: if the computed sum
 * leads to its record, the record was wrong; if the stated sum leads to it, the line was.
 */
export const compareWithSums = (seed: string, nextRecord: () => string | undefined) => {
  const faults: SumFault[] = [];
  let open: Open | undefined;
  let right = seed; // the running sum, if every line so far is right
  let stated: string | undefined = seed; // the last record, right if only lines were hit
  let lines = 0;
  let behind = 0;
  let unwritten: number | undefined;
  const settle = (wrong: 'line' | 'sum'): void => {
    if (open !== undefined) faults.push(faultOf(open, wrong));
    open = undefined;
  };
  /** Takes the next line; true when a record stands beside it. */
  const take = (line: Uint8Array): boolean => {
    lines += 1;
    const computed = nextSumOfBytes(right, line);
    const record = nextRecord();
    if (record === undefined) {
      behind += 1;
      right = computed;
      return false;
    }
    const record16 = sumOfRecord(record);
    if (record16 === undefined && unwritten === undefined && record.includes('\0')) unwritten = lines;
    if (record16 === computed) {
      settle('sum');
      right = computed;
    } else if (
      open !== undefined &&
      record16 !== undefined &&
      stated !== undefined &&
      record16 === nextSumOfBytes(stated, line)
    ) {
      settle('line');
      right = record16;
    } else {
      open =
        open === undefined ? { line: lines, right: computed, record, lines: 1 } : { ...open, lines: open.lines + 1 };
      right = computed;
    }
    stated = record16;
    return true;
  };
  const end = (): Comparison => {
    let left = 0;
    while (nextRecord() !== undefined) left += 1;
    if (open !== undefined) settle(guess(open));
    return { faults, lines, behind, left, sum: right, unwritten };
  };
  return { take, end };
};
