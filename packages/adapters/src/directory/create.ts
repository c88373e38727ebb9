import { dirname } from 'node:path';
import type { DataError, LogHeader } from '@subnet-scoring/core';
import { writeSynced } from './durable.js';
import type { FileSystem } from './file-system.js';
import { finding, missingFile } from './finding.js';
import { encodeJournalHeader } from './journal-header.js';
import { logFileBytes, sha256Hex } from './log-file.js';
import { JOURNAL, JOURNAL_SUMS, LOG, newName, REFUSED, SEALS } from './names.js';

/** Makes a directory and those above it, each with its name on the disk. */
export const makeDirectories = (fs: FileSystem, directory: string): void => {
  if (fs.size(directory) !== undefined) return;
  const parent = dirname(directory);
  if (parent !== directory) makeDirectories(fs, parent);
  fs.makeDirectory(directory);
  fs.syncDirectory(parent);
};

/**
 * Writes the files of an empty log; log.json last, and in one step, so that a directory is a log or none. What an
 * interrupted attempt left is written again.
 */
export const writeEmptyLog = (fs: FileSystem, header: LogHeader): DataError | undefined => {
  if (fs.size(LOG) !== undefined) {
    return finding(
      'BAD_LOG_FILE',
      { file: LOG },
      'a directory without a log',
      'a log',
      'open it, or choose another directory',
    );
  }
  const facts = [JOURNAL, SEALS, REFUSED].find((file) => (fs.size(file) ?? 0) > 0);
  if (facts !== undefined) return missingFile(LOG, `the header that belongs to ${facts}`);
  const bytes = logFileBytes(header);
  const log = sha256Hex(bytes);
  writeSynced(fs, JOURNAL_SUMS, [encodeJournalHeader(0, log, log, 0).bytes]);
  for (const file of [JOURNAL, SEALS, REFUSED]) writeSynced(fs, file, []);
  fs.syncDirectory('');
  writeSynced(fs, newName(LOG), [bytes]);
  fs.rename(newName(LOG), LOG);
  fs.syncDirectory('');
  return undefined;
};
