import * as E from 'fp-ts/lib/Either.js';
import { type DataError, shorten } from '../errors.js';
import { encodeCanonical } from '../event/canonical.js';
import type { Field } from '../event/field.js';
import type { Json } from '../event/json.js';
import { reportFirst } from '../event/report.js';
import type { Host } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';

const HELP = 'see docs/publishing.md for what a bundle holds';

/** Refuses what somebody published. */
export const badBundle = (expected: string, found: unknown, path?: string): E.Either<DataError, never> =>
  E.left({ code: 'BAD_BUNDLE', at: path === undefined ? {} : { path }, expected, found: shorten(found), help: HELP });

/** Reads one canonical JSON object of a declared form, without LF, of at most `bytesMax` bytes. Never throws. */
export const readCanonical = <A>(
  field: Field<A>,
  host: Pick<Host, 'decodeText'>,
  bytes: Uint8Array,
  bytesMax: number,
): E.Either<DataError, A> => {
  if (bytes.length > bytesMax) return badBundle(`at most ${bytesMax} bytes`, `${bytes.length} bytes`);
  let text: string;
  let value: unknown;
  try {
    text = host.decodeText(bytes, 0, bytes.length);
    value = JSON.parse(text);
  } catch {
    return badBundle(`the JSON of a ${field.name}`, `${bytes.length} bytes that are none`);
  }
  const decoded = field.codec.decode(value);
  if (E.isLeft(decoded)) {
    const { expected, found, path } = reportFirst(decoded.left);
    return badBundle(expected, found, path);
  }
  // Only what passed the codec is encoded again: its depth is that of the declaration.
  const canonical = encodeUtf8(encodeCanonical(value as Json));
  const isSame = canonical.length === bytes.length && canonical.every((byte, at) => byte === bytes[at]);
  return isSame ? decoded : badBundle('canonical JSON', text);
};
