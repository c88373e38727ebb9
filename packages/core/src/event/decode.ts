import * as E from 'fp-ts/lib/Either.js';
import { type DataError, type LineErrorCode, shorten } from '../errors.js';
import { pureHost, type Sha256 } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import { encodeCanonical } from './canonical.js';
import type { EventType } from './define.js';
import { type ChainRecord, CLAIM_TYPE, type Claim, FACT_TYPE, type Fact, RECORD_TYPE } from './index.js';
import type { Json } from './json.js';
import { manifestSha256 } from './manifest.js';
import { reportFirst } from './report.js';

/** The longest line in bytes. */
export const LINE_BYTES_MAX = 1_048_576;

/** A checked event and its line without signature, which is its identity. */
export interface Decoded<A> {
  readonly event: A;
  readonly line: string;
}

type Result<A> = E.Either<DataError, Decoded<A>>;

const refuse = (code: LineErrorCode, expected: string, found: unknown, help: string, path?: string) =>
  E.left({ code, at: path === undefined ? {} : { path }, expected, found: shorten(found), help });

const parse = (line: string): E.Either<DataError, unknown> => {
  try {
    return E.right(JSON.parse(line));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse('NOT_JSON', 'one JSON object', line, `write one event per line as canonical JSON (${shorten(why)})`);
  }
};

const KINDS = [FACT_TYPE, CLAIM_TYPE, RECORD_TYPE];

const decodeAs = <A>(types: ReadonlyMap<string, EventType>, line: string): Result<A> => {
  const parsed = parse(line);
  if (E.isLeft(parsed)) return parsed;
  const value = parsed.right as Record<string, unknown> | null;
  const name = typeof value === 'object' && value !== null && !Array.isArray(value) ? value['type'] : undefined;
  if (value === null || typeof name !== 'string') {
    return refuse(
      'NOT_AN_EVENT',
      'an object with a "type"',
      value,
      'see docs/events.md for the events and their fields',
    );
  }
  const type = types.get(name);
  if (type === undefined && KINDS.some((kind) => kind.has(name))) {
    return refuse(
      'NOT_A_FACT',
      `one of ${[...types.keys()].join(', ')}`,
      name,
      'facts, claims and records are kept apart',
      '/type',
    );
  }
  if (type === undefined) {
    return refuse(
      'UNKNOWN_TYPE',
      `one of ${[...types.keys()].join(', ')}`,
      name,
      'a newer engine may know it',
      '/type',
    );
  }
  if (value['v'] !== type.v) {
    return refuse('UNKNOWN_VERSION', `version ${type.v} of ${name}`, value['v'], 'a newer engine may know it', '/v');
  }
  const decoded = type.arriving.codec.decode(value);
  if (E.isLeft(decoded)) {
    const { path, expected, found } = reportFirst(decoded.left);
    return refuse('BAD_FIELD', expected, found, `see ${name} in docs/events.md`, path);
  }
  const { sig: _, ...identity } = value;
  const text = encodeCanonical(value as Json);
  if (text !== line) {
    return refuse('NOT_CANONICAL', text, line, 'sort the keys, drop spaces and needless escapes, name each key once');
  }
  return E.right({
    event: decoded.right as A,
    line: value['sig'] === undefined ? text : encodeCanonical(identity as Json),
  });
};

const checkFact = (decoded: Decoded<Fact>, sha256: Sha256): Result<Fact> => {
  const fact = decoded.event;
  if (fact.type === 'MechanismActivated' && fact.data.fromEpoch !== fact.epoch) {
    return refuse(
      'BAD_FIELD',
      `the line's epoch ${fact.epoch}`,
      fact.data.fromEpoch,
      'name one epoch',
      '/data/fromEpoch',
    );
  }
  if (fact.type !== 'ManifestSeen') return E.right(decoded);
  const expected = manifestSha256(sha256, fact.netuid, fact.epoch, fact.data);
  return expected === fact.data.manifestSha256
    ? E.right(decoded)
    : refuse(
        'MANIFEST_HASH',
        expected,
        fact.data.manifestSha256,
        'hash the canonical manifest',
        '/data/manifestSha256',
      );
};

/**
 * Decodes one line as a fact: the full check of append, import and `log verify`. Valid only if encoding the decoded value
 * gives the same text, which refuses duplicate keys, `1e3`, needless escapes and every other second spelling.
 */
export const decodeFact = (line: string, sha256: Sha256 = pureHost.sha256): Result<Fact> => {
  const decoded = decodeAs<Fact>(FACT_TYPE, line);
  return E.isLeft(decoded) ? decoded : checkFact(decoded.right, sha256);
};

/** Decodes one line as a claim. */
export const decodeClaim = (line: string): Result<Claim> => decodeAs<Claim>(CLAIM_TYPE, line);

/** Decodes one line as a record. */
export const decodeRecord = (line: string): Result<ChainRecord> => decodeAs<ChainRecord>(RECORD_TYPE, line);

/**
 * Reads one line as a record with the guard alone, for lines that were checked in full when they were kept; undefined when it
 * is none.
 */
export const readRecord = (line: string): ChainRecord | undefined => {
  const parsed = parse(line);
  if (E.isLeft(parsed)) return undefined;
  const type = RECORD_TYPE.get((parsed.right as { readonly type?: string } | null)?.type ?? '');
  return type?.sealed.is(parsed.right) === true ? (parsed.right as ChainRecord) : undefined;
};

/** Text of one line's bytes, without LF; refuses what is too long or no UTF-8. */
export const decodeLineBytes = (
  bytes: Uint8Array,
  decodeText: (bytes: Uint8Array, start: number, end: number) => string = pureHost.decodeText,
): E.Either<DataError, string> => {
  if (bytes.length > LINE_BYTES_MAX) {
    return refuse(
      'LINE_TOO_LONG',
      `at most ${LINE_BYTES_MAX} bytes`,
      `${bytes.length} bytes`,
      'split it into several facts',
    );
  }
  const line = decodeText(bytes, 0, bytes.length);
  if (!line.includes('\ufffd') || sameBytes(encodeUtf8(line), bytes)) return E.right(line);
  return refuse('NOT_UTF8', 'UTF-8', line, 'write the file as UTF-8 without BOM');
};

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);
