import { type DataError, shorten } from '@subnet-scoring/core';
import { decodeChecked, type ReadLine } from './checked-line.js';
import { type FileSystem, withFile } from './file-system.js';
import { finding } from './finding.js';
import { linesOf } from './lines.js';
import { NO_SUM } from './running-sum.js';

/** A file of self-checking lines that was read. */
export interface CheckedWalk {
  readonly findings: readonly DataError[];
  /** Whole lines. */
  readonly lines: number;
  /** Bytes of the whole lines, and of the file. */
  readonly end: number;
  readonly size: number;
}

/**
 * Reads a file of self-checking lines. A damaged line is reported once: the line behind it may follow the sum that the
 * damaged one states or the one it should state, and behind a line that cannot be read, any.
 */
export const walkChecked = (
  fs: FileSystem,
  file: string,
  visit: (line: ReadLine, number: number) => void,
  size = fs.size(file) ?? 0,
): CheckedWalk => {
  const findings: DataError[] = [];
  let previous: readonly string[] | undefined = [NO_SUM];
  let lines = 0;
  let end = 0;
  const look = (text: string): void => {
    const at = { file, line: lines };
    const read = decodeChecked(text);
    if (read === undefined) {
      findings.push(finding('SUM_MISMATCH', at, 'canonical JSON with its own sum', shorten(text)));
      previous = undefined;
      return;
    }
    const sums: readonly string[] = previous?.map(read.expected) ?? [read.sum];
    if (!sums.includes(read.sum)) findings.push(finding('SUM_MISMATCH', at, `sum ${sums[0]}`, `sum ${read.sum}`));
    previous = [...new Set([read.sum, ...sums])];
    visit(read, lines);
  };
  if (size > 0) {
    withFile(fs, file, 'read', (handle) => {
      for (const { bytes, offset, whole } of linesOf(fs, handle, 0, size)) {
        if (!whole) break;
        lines += 1;
        end = offset + bytes.length + 1;
        look(bytes.toString('utf8'));
      }
    });
  }
  return { findings, lines, end, size };
};
