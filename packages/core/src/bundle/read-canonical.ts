import * as E from 'fp-ts/lib/Either.js';
import type { DataError } from '../errors.js';
import { encodeCanonical } from '../event/canonical.js';
import type { Field } from '../event/field.js';
import type { Json } from '../event/json.js';
import { readJson, refuseWith } from '../event/read-json.js';
import type { Host } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';

/** Refuses what somebody published. */
export const badBundle = refuseWith('BAD_BUNDLE', 'see docs/publishing.md for what a bundle holds');

/** Reads one canonical JSON object of a declared form, without LF, of at most `bytesMax` bytes. Never throws. */
export const readCanonical = <A>(
  field: Field<A>,
  host: Pick<Host, 'decodeText'>,
  bytes: Uint8Array,
  bytesMax: number,
): E.Either<DataError, A> => {
  if (bytes.length > bytesMax) return badBundle(`at most ${bytesMax} bytes`, `${bytes.length} bytes`);
  const text = host.decodeText(bytes, 0, bytes.length);
  const decoded = readJson(field, text, badBundle);
  if (E.isLeft(decoded)) return decoded;
  // Only what passed the codec is encoded again: its depth is that of the declaration.
  const canonical = encodeUtf8(encodeCanonical(decoded.right as Json));
  const isSame = canonical.length === bytes.length && canonical.every((byte, at) => byte === bytes[at]);
  return isSame ? decoded : badBundle('canonical JSON', text);
};
