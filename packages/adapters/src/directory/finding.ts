import { type DataError, type ErrorCode, type Place, shorten } from '@subnet-scoring/core';
import type { SumFault } from './compare.js';

const RESTORE = 'stop writing to this log and restore the file from a copy';

/** A finding of the log's own check. */
export const finding = (code: ErrorCode, at: Place, expected: string, found: string, help = RESTORE): DataError => ({
  code,
  at,
  expected,
  found,
  help,
});

/** A file that should be there. */
export const missingFile = (file: string, expected: string): DataError =>
  finding('MISSING_FILE', { file }, expected, 'no such file');

/** A sums file whose first line is not what was written there. */
export const damagedHeader = (file: string): DataError =>
  finding('SUM_MISMATCH', { file, line: 1 }, 'a header that agrees with its own sum', 'one that does not');

/** A finding for a line, or for the sum beside it. */
export const sumFinding = (fault: SumFault, file: string, sumsFile: string): DataError => {
  const more = fault.lines === 1 ? '' : `, and no line from there to ${fault.line + fault.lines - 1} agrees`;
  return fault.wrong === 'line'
    ? finding(
        'SUM_MISMATCH',
        { file, line: fault.line },
        `a line with sum ${fault.expected}`,
        `sum ${fault.found}${more}`,
      )
    : finding(
        'SUM_MISMATCH',
        { file: sumsFile, line: fault.line + 1 },
        fault.expected,
        `${shorten(fault.found)}${more}`,
        `${file} is right, only its sum is not: restore the sums file from a copy`,
      );
};
