import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';

const LF = 0x0a;

/**
 * Values that outlive the process that appended them, one line each. A process that is killed may leave half a line: nobody was
 * answered for it, and it is cut off.
 */
export const openJournal = (path) => {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const length = bytes.lastIndexOf(LF) + 1;
  if (length < bytes.length) truncateSync(path, length);
  const lines = bytes.subarray(0, length).toString('utf8').split('\n').slice(0, -1);
  return {
    values: lines.map((line) => JSON.parse(line)),
    append: (value) => appendFileSync(path, `${JSON.stringify(value)}\n`),
  };
};
