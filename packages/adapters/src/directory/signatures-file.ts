import type { DataError } from '@subnet-scoring/core';
import { walkChecked } from './checked-file.js';
import { dataFailure } from './failure.js';
import type { FileSystem } from './file-system.js';
import { finding, missingFile } from './finding.js';
import { segmentSigsFile } from './names.js';
import type { LineSignature } from './segment.js';

/** What a file of signatures holds. */
export interface SignaturesRead {
  readonly signatures: readonly LineSignature[];
  readonly findings: readonly DataError[];
}

/** Reads the signatures beside a segment and checks every line. */
export const checkSignatures = (fs: FileSystem, epoch: number): SignaturesRead => {
  const file = segmentSigsFile(epoch);
  if (fs.size(file) === undefined)
    return { signatures: [], findings: [missingFile(file, `the signatures of epoch ${epoch}`)] };
  const signatures: LineSignature[] = [];
  let expected: number | undefined;
  const walk = walkChecked(fs, file, ({ fields }, number) => {
    if (number === 1) expected = Number(fields['count']);
    else signatures.push([Number(fields['line']), String(fields['sig'])]);
  });
  const findings = [...walk.findings];
  if (walk.end < walk.size)
    findings.push(
      finding(
        'BAD_LOG_FILE',
        { file, line: walk.lines + 1 },
        'a line with LF',
        `${walk.size - walk.end} bytes without`,
      ),
    );
  else if (findings.length === 0 && expected !== signatures.length) {
    findings.push(
      finding('BAD_LOG_FILE', { file, line: walk.lines + 1 }, `${expected} signatures`, `${signatures.length}`),
    );
  }
  return { signatures, findings };
};

/** The signatures beside a segment; throws a data failure when they are not what was written. */
export const readSignatures = (fs: FileSystem, epoch: number): readonly LineSignature[] => {
  const { signatures, findings } = checkSignatures(fs, epoch);
  if (findings[0] !== undefined) throw dataFailure(findings[0]);
  return signatures;
};
