import * as E from 'fp-ts/lib/Either.js';
import { type DataError, shorten } from '../errors.js';
import { encodeCanonical } from '../event/canonical.js';
import { either, leaf, record, type ValueOf } from '../event/field.js';
import { reportFirst } from '../event/report.js';
import { account, hash32, integer, netUid } from '../event/values.js';
import { toHex } from '../hash/bytes.js';
import type { Sha256 } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import type { Hash32 } from '../ids.js';

const FORMAT = 1;

const authority = either(
  'SS58 address with prefix 42, or "local"',
  (u) => u === 'local',
  leaf('"local"', (u): u is 'local' => u === 'local'),
  account,
);
const header = record('log header', { authority, format: integer(FORMAT, FORMAT), genesis: hash32, netuid: netUid });

/** What log.json says: the subnet, the chain's genesis hash, and whose lines open epochs and activate rules. */
export type LogHeader = ValueOf<typeof header>;

/** A header for a new log. "local" is the authority of a log of one's own: its lines need no signature. */
export const logHeader = (
  netuid: LogHeader['netuid'],
  authorityKey: LogHeader['authority'],
  genesis: Hash32,
): LogHeader => ({
  authority: authorityKey,
  format: FORMAT,
  genesis,
  netuid,
});

/** The one line of log.json, without LF. */
export const encodeHeader = (value: LogHeader): string => encodeCanonical({ ...value });

/** Reads the one line of log.json; refuses other spellings as BAD_LOG_FILE. */
export const decodeHeader = (line: string): E.Either<DataError, LogHeader> => {
  const refuse = (expected: string, found: unknown, path?: string) =>
    E.left<DataError, LogHeader>({
      code: 'BAD_LOG_FILE',
      at: { file: 'log.json', line: 1, ...(path === undefined ? {} : { path }) },
      expected,
      found: shorten(found),
      help: 'restore log.json from a copy; it never changes after `log init`',
    });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return refuse('one line of canonical JSON', line);
  }
  const decoded = header.codec.decode(value);
  if (E.isLeft(decoded)) {
    const { expected, found, path } = reportFirst(decoded.left);
    return refuse(expected, found, path);
  }
  const text = encodeHeader(decoded.right);
  return text === line ? decoded : refuse(text, line);
};

/** `prev` of the first seal: SHA-256 of log.json's one line with LF. */
export const headerHash = (sha256: Sha256, value: LogHeader): Hash32 =>
  toHex(sha256(encodeUtf8(`${encodeHeader(value)}\n`))) as Hash32;
