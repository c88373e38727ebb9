import { createHash, hash } from 'node:crypto';
import type { Host } from '@subnet-scoring/core';

/** Node's own SHA-256 and UTF-8: equal to the pure host by test, ten times as fast. */
export const nodeHost: Host = {
  sha256: (bytes) => hash('sha256', bytes, 'buffer'),
  sha256Stream: () => {
    const stream = createHash('sha256');
    return { update: (bytes) => void stream.update(bytes), digest: () => stream.digest() };
  },
  decodeText: (bytes, start, end) => asBuffer(bytes).toString('utf8', start, end),
};

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
