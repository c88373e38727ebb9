import { createHash } from 'node:crypto';

const UUID_BYTES = 16;

/** Bytes as a UUID of version 8, the one whose content is the maker's own (RFC 9562). */
const uuidOf = (bytes: Buffer): string => {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/**
 * Id of an event: the first 128 bits of SHA-256(id before LF type LF data), 122 of them kept. So an id depends on all events before
 * it: a batch that is sent again carries the same ids, and an altered byte disagrees with the id beside it.
 */
export const nextId = (previous: string, type: string, data: Uint8Array): string =>
  uuidOf(createHash('sha256').update(`${previous}\n${type}\n`).update(data).digest().subarray(0, UUID_BYTES));

/** What the first id of a stream follows: the stream's name, so that a stream under another name is found too. */
export const firstId = (stream: string): string => nextId('', stream, Buffer.alloc(0));
