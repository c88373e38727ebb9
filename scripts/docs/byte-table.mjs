import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

/**
 * Bytes of hashes, put together here a second time and by other means than in packages/core: every example in the docs is
 * compared with what the engine computes.
 */

const littleEndian = (value, bytes) => {
  const buffer = Buffer.alloc(bytes);
  for (let rest = BigInt.asUintN(8 * bytes, BigInt(value)), at = 0; at < bytes; rest >>= 8n, at += 1)
    buffer[at] = Number(rest & 255n);
  return buffer.toString('hex');
};

/** Each type as [hex, what it is]. */
export const u8 = (value, what) => [littleEndian(value, 1), what];
export const u32 = (value, what) => [littleEndian(value, 4), what];
export const u64 = (value, what) => [littleEndian(value, 8), `u64: ${what}`];
export const fx = (value, what) => [littleEndian(value, 16), `Fx, i128: ${what}`];
export const raw = (hex, what) => [hex, `32 bytes: ${what}`];
export const text = (value, what) => [
  u32(Buffer.byteLength(value), `u32: bytes of the text that follows`),
  [Buffer.from(value).toString('hex'), `text: ${what}`],
];
export const list = (count, what) => u32(count, `u32: items in the list of ${what}`);

const flat = (parts) => parts.flatMap((part) => (Array.isArray(part[0]) ? part : [part]));

const sha256 = (hex) => createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex');

const shorten = (hex) =>
  hex.length <= 160 ? `\`${hex}\`` : `\`${hex.slice(0, 64)}\` ... (${hex.length / 2} bytes) ... \`${hex.slice(-16)}\``;

const table = (rows) => [
  '| bytes | what they are |',
  '|---|---|',
  ...rows.filter(([hex]) => hex !== '').map(([hex, what]) => `| ${shorten(hex)} | ${what} |`),
];

/** Rows of a page that show H(tag, parts) byte for byte; throws unless the engine computes the same. */
export const showHash = (tag, parts, engineHash) => {
  const rows = flat([u8(tag.length, 'length of the tag'), [Buffer.from(tag).toString('hex'), `tag: ${tag}`], ...parts]);
  const hash = sha256(rows.map(([hex]) => hex).join(''));
  assert.equal(hash, engineHash, `H("${tag}") of the docs and of the engine differ`);
  return [...table(rows), '', `SHA-256 of these bytes: \`${hash}\``];
};

/** Rows of a page that show the hash of plain bytes. */
export const showBytes = (rows, hash) => [...table(rows), '', hash];
