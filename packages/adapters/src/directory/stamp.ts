import type { FileSystem } from './file-system.js';
import { JOURNAL, JOURNAL_SUMS, LOG, SEALS } from './names.js';
import { readSumsHeaderOf } from './sums.js';

/** What changes when somebody writes to a log: two equal stamps mean that nobody did in between. */
export const stampOf = (fs: FileSystem): string => {
  const sizes = [LOG, SEALS, JOURNAL, JOURNAL_SUMS].map((file) => fs.size(file) ?? 'none');
  return [...sizes, readSumsHeaderOf(fs, JOURNAL_SUMS)?.sum].join();
};
