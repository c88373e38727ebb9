import { hash } from 'node:crypto';

/** Digits of a running sum: the first 16 hex digits (64 bits) of a SHA-256. They find rot, not forgers; seals do that. */
export const SUM_DIGITS = 16;

/** The sum before the first line of a file whose lines carry their own sums. */
export const NO_SUM = '';

/** The running sum after a line: first 16 digits of SHA-256(digits of the sum before || line || LF). */
export const nextSum = (previous: string, line: string): string =>
  hash('sha256', `${previous}${line}\n`, 'hex').slice(0, SUM_DIGITS);

const LF = 10;
let scratch = Buffer.alloc(4096);

/** The same for a line given as bytes, which may be damaged. */
export const nextSumOfBytes = (previous: string, line: Uint8Array): string => {
  const size = previous.length + line.length + 1;
  if (scratch.length < size) scratch = Buffer.alloc(2 * size);
  scratch.write(previous, 0, 'latin1');
  scratch.set(line, previous.length);
  scratch[size - 1] = LF;
  return hash('sha256', scratch.subarray(0, size), 'hex').slice(0, SUM_DIGITS);
};

const SUM = /^[0-9a-f]{16}$/;

/** True for text that can be a sum. */
export const isSum = (text: unknown): text is string => typeof text === 'string' && SUM.test(text);
