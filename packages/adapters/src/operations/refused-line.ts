import { createHash } from 'node:crypto';
import { type DataError, type Hash32, looksLikeKey } from '@subnet-scoring/core';
import type { Refused } from '../ports.js';
import type { SourceLine } from './split-lines.js';

type Line = Extract<SourceLine, { kind: 'line' }>;

/** What is kept of a line that is too long. */
export const tooLong = (line: Extract<SourceLine, { kind: 'tooLong' }>, file: string): Refused => ({
  error: {
    code: 'LINE_TOO_LONG',
    at: { file, line: line.number, offset: line.offset },
    expected: 'at most 1048576 bytes',
    found: `${line.bytes} bytes, SHA-256 ${line.sha256}`,
    help: 'split it into several facts',
  },
  line: line.head.toString('utf8'),
  cut: { offset: line.offset, bytes: line.bytes, sha256: line.sha256 },
});

// A log is shared, and so are reports: of a key neither may hold more than this.
const keyMaterial = ({ bytes, number }: Line, file: string): Refused => {
  const sha256 = createHash('sha256').update(bytes).digest('hex') as Hash32;
  return {
    error: {
      code: 'KEY_MATERIAL',
      at: { file, line: number },
      expected: 'an event, and never a key',
      found: `what looks like a key: ${bytes.length} bytes, SHA-256 ${sha256}`,
      help: 'name a file of events; nothing else of this line is shown or kept, and a key is read from its wallet alone',
    },
    line: '',
    cut: { bytes: bytes.length, sha256 },
  };
};

const BARE_SEED = /^\W*(?:0x)?(?:[0-9a-f]{64}){1,2}\W*$/i;
const ENCRYPTED_HEAD = /^\$(?:NACL|ANSIBLE_VAULT)/;

/**
 * What is kept of the lines of one source that are refused, asked in their order: line and reason, or of what looks like a key
 * its length and hash alone. An encrypted key file goes on behind its first line, so from its head on none is kept.
 */
export const refusedLines = (file: string): ((line: Line, error: DataError) => Refused) => {
  let encrypted = false;
  return (line, error) => {
    const text = line.bytes.toString('utf8');
    encrypted ||= ENCRYPTED_HEAD.test(text);
    if (encrypted || looksLikeKey(text) || BARE_SEED.test(text)) return keyMaterial(line, file);
    return { error: { ...error, at: { file, line: line.number, ...error.at } }, line: text };
  };
};
