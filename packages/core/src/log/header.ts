import * as E from 'fp-ts/lib/Either.js';
import type { DataError } from '../errors.js';
import { encodeCanonical } from '../event/canonical.js';
import { either, leaf, record, type ValueOf } from '../event/field.js';
import { readJson, refuseWith } from '../event/read-json.js';
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

const refuse = refuseWith('BAD_LOG_FILE', 'restore log.json from a copy; it never changes after `log init`', {
  file: 'log.json',
  line: 1,
});

/** Reads the one line of log.json; refuses other spellings as BAD_LOG_FILE. */
export const decodeHeader = (line: string): E.Either<DataError, LogHeader> => {
  const decoded = readJson(header, line, refuse);
  if (E.isLeft(decoded)) return decoded;
  const text = encodeHeader(decoded.right);
  return text === line ? decoded : refuse(text, line);
};

/** `prev` of the first seal: SHA-256 of log.json's one line with LF. */
export const headerHash = (sha256: Sha256, value: LogHeader): Hash32 =>
  toHex(sha256(encodeUtf8(`${encodeHeader(value)}\n`))) as Hash32;
