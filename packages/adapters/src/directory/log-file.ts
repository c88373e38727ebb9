import { hash } from 'node:crypto';
import { type DataError, decodeHeader, encodeHeader, type Hash32, type LogHeader } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { type FileSystem, readFile } from './file-system.js';
import { finding, missingFile } from './finding.js';
import { JOURNAL, LOG } from './names.js';

/** log.json, and the SHA-256 of its one line with LF, which is `prev` of the first seal. */
export interface LogFile {
  readonly header: LogHeader;
  readonly hash: Hash32;
}

/** The bytes of log.json. */
export const logFileBytes = (header: LogHeader): Buffer => Buffer.from(`${encodeHeader(header)}\n`);

/** SHA-256 of bytes as hex. */
export const sha256Hex = (bytes: Uint8Array): Hash32 => hash('sha256', bytes, 'hex') as Hash32;

const noLog = (fs: FileSystem): DataError =>
  (fs.size(JOURNAL) ?? 0) > 0
    ? missingFile(LOG, 'the header of the log')
    : finding(
        'MISSING_FILE',
        { file: LOG },
        'the header of a log',
        'no such file',
        'make the log first; a half-made one is completed so',
      );

/** Reads log.json. */
export const readLogFile = (fs: FileSystem): E.Either<DataError, LogFile> => {
  const bytes = readFile(fs, LOG);
  if (bytes === undefined) return E.left(noLog(fs));
  if (bytes.indexOf('\n') !== bytes.length - 1) {
    return E.left(
      finding('BAD_LOG_FILE', { file: LOG, line: 1 }, 'one line with LF', `${bytes.length} bytes without that`),
    );
  }
  const decoded = decodeHeader(bytes.toString('utf8', 0, bytes.length - 1));
  return E.isLeft(decoded) ? decoded : E.right({ header: decoded.right, hash: sha256Hex(bytes) });
};
