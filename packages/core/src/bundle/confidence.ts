import type * as E from 'fp-ts/lib/Either.js';
import type { EpochResult } from '../engine/result.js';
import type { DataError } from '../errors.js';
import { encodeCanonical } from '../event/canonical.js';
import { ascendingBy, leaf, listOf, record, type ValueOf } from '../event/field.js';
import type { Fact } from '../event/index.js';
import type { Json } from '../event/json.js';
import { account, count, hash32, oneOf, zipcode } from '../event/values.js';
import type { Host } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import { accountHex } from '../ids.js';
import { wilsonLower } from '../primitives/wilson.js';
import { JSON_BYTES_MAX, PARTS_MAX } from './bundle-index.js';
import { looksAt } from './looks.js';
import { readCanonical } from './read-canonical.js';

// 1.96 standard deviations: 95 % of both sides.
const Z_NUM = 196n;
const Z_DEN = 100n;

const ROWS_MAX = 65_536;
const LOOKS_MAX = 65_536;

const FRACTION = /^(0|[1-9][0-9]{0,18})$/;
const fraction = leaf('fraction of one times 10^18', (u): u is string => typeof u === 'string' && FRACTION.test(u));
const look = record('look at a row', {
  by: account,
  evidenceSha256: hash32,
  row: count,
  type: oneOf('SpotCheckPassed', 'SpotCheckFailed', 'SpotCheckInconclusive'),
});
const file = record('file that won', {
  conclusive: count,
  contentSha256: hash32,
  evidence: listOf(look, LOOKS_MAX),
  hotkey: account,
  passed: count,
  rows: listOf(
    count,
    ROWS_MAX,
    ascendingBy('number', (row) => row),
  ),
  wilson: fraction,
  zipcode,
});
const confidence = record('list of files that won', {
  files: listOf(
    file,
    PARTS_MAX,
    ascendingBy(
      'zipcode and account',
      ({ hotkey, zipcode: of }: ValueOf<typeof file>) => `${of}/${accountHex(hotkey)}`,
    ),
  ),
});

/**
 * How sure it is that a file that won is right: the rows that were drawn, how many of them got a verdict and passed, the lower
 * bound of the Wilson interval of passed among conclusive at z = 1.96 (times 10^18, floored), and the looks at those rows.
 */
export type FileConfidence = ValueOf<typeof file>;

/** The lower bound that goes with so many passed rows. */
export const wilsonOf = (passed: number, conclusive: number): string =>
  wilsonLower(passed, conclusive, Z_NUM, Z_DEN).toString();

/** The files that won, with what was checked of each. `facts` are those of the epoch's segment, in canonical order. */
export const confidenceOf = ({ mechanisms }: EpochResult, facts: readonly Fact[]): readonly FileConfidence[] => {
  const files = mechanisms.flatMap(({ accepted }) => accepted);
  const looks = looksAt(files, facts);
  return files.map((item) => ({
    ...item,
    wilson: wilsonOf(item.passed, item.conclusive),
    evidence: looks(item, item.rows),
  }));
};

/** confidence.json. */
export const encodeConfidence = (files: readonly FileConfidence[]): Uint8Array =>
  encodeUtf8(encodeCanonical({ files } as unknown as Json));

/** Reads confidence.json. */
export const decodeConfidence = (host: Host, bytes: Uint8Array): E.Either<DataError, readonly FileConfidence[]> => {
  const read = readCanonical(confidence, host, bytes, JSON_BYTES_MAX);
  return read._tag === 'Left' ? read : { ...read, right: read.right.files };
};
