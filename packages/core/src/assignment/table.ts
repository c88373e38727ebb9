import * as E from 'fp-ts/lib/Either.js';
import { type DataError, shorten } from '../errors.js';
import { reportFirst } from '../event/report.js';
import { compareText } from '../hash/bytes.js';
import type { Sha256 } from '../hash/host.js';
import { concat, list, taggedHash, text, u64 } from '../hash/tagged.js';
import type { Hash32 } from '../ids.js';
import { rankBy } from '../primitives/rank.js';
import { type Candidate, candidate } from './candidate.js';

const HEAD = 'zipcode,state,expected,tier';
const ROWS_MAX = 50_000;
const INTEGER = /^(0|[1-9][0-9]{0,8})$/;
const HELP = 'see docs/assignments.md for the table';

const refuse = (line: number, expected: string, found: unknown, path?: string): E.Either<DataError, never> => {
  const at = path === undefined ? { line } : { line, path };
  return E.left({ code: 'BAD_FIELD', at, expected, found: shorten(found), help: HELP });
};

const decodeRow = (row: string, line: number): E.Either<DataError, Candidate> => {
  const cells = row.split(',');
  const [zipcode, state, digits = '', tier] = cells;
  if (cells.length !== 4) return refuse(line, `the 4 cells ${HEAD}`, row);
  const expected = INTEGER.test(digits) ? Number(digits) : digits;
  const decoded = candidate.codec.decode({ expected, state, tier, zipcode });
  if (E.isRight(decoded)) return decoded;
  const { path, expected: wanted, found } = reportFirst(decoded.left);
  return refuse(line, wanted, found, path);
};

/**
 * Reads a table of zipcodes: the line `zipcode,state,expected,tier`, then one line for each zipcode in any order, LF or CRLF,
 * no quotes, at most 50,000 rows. The first line that is wrong is reported.
 */
export const decodeZipcodes = (content: string): E.Either<DataError, readonly Candidate[]> => {
  const [head = '', ...rows] = content.replace(/\r?\n$/, '').split(/\r?\n/);
  if (head !== HEAD) return refuse(1, HEAD, head);
  if (rows.length > ROWS_MAX) return refuse(ROWS_MAX + 2, `at most ${ROWS_MAX} zipcodes`, `${rows.length}`);
  const lines = new Map<string, number>();
  const table: Candidate[] = [];
  for (const [at, row] of rows.entries()) {
    const line = at + 2;
    const decoded = decodeRow(row, line);
    if (E.isLeft(decoded)) return decoded;
    const { zipcode } = decoded.right;
    const former = lines.get(zipcode);
    if (former !== undefined) return refuse(line, 'each zipcode once', `${zipcode} stands in line ${former} too`);
    lines.set(zipcode, line);
    table.push(decoded.right);
  }
  return E.right(table);
};

/** H("zipcodes/1", list of (text zipcode, text state, u64 expected, text tier)), zipcodes ascending: equal for equal tables. */
export const zipcodesHash = (sha256: Sha256, table: readonly Candidate[]): Hash32 => {
  const rows = rankBy(table, (a, b) => compareText(a.zipcode, b.zipcode));
  const partOf = ({ zipcode, state, expected, tier }: Candidate) =>
    concat([text(zipcode), text(state), u64(expected), text(tier)]);
  return taggedHash(sha256, 'zipcodes/1', [list(rows.map(partOf))]);
};
