import { compareText } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { listingOf } from '../listings/index.js';
import { isSameAddress } from './address.js';
import { isWithin } from './decimals.js';
import type { InconclusiveCause, RowToCheck, SourceAnswer } from './port.js';
import type { Compare, ScrapeRules } from './rules.js';

/** What an answer says about a row. */
export type Judgement =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly verdict: 'absent' | 'mismatch'; readonly fields: readonly string[] }
  | { readonly kind: 'inconclusive'; readonly cause: InconclusiveCause; readonly detail: string };

const OK = 200;
const TOO_MANY = 429;
const SERVER_ERROR = 500;

const isSame = (compare: Compare, found: string, truth: string): boolean => {
  switch (compare.kind) {
    case 'equal':
      return found === truth;
    case 'word':
      return found === truth || compare.same.some((words) => words.includes(found) && words.includes(truth));
    case 'address':
      return isSameAddress(found, truth, compare.words);
    case 'within':
      return isWithin(found, truth, compare.units, compare.ppm);
  }
};

const differing = (
  { fields }: ScrapeRules,
  { zipcode, values }: RowToCheck,
  truth: Readonly<Record<string, string>>,
) => {
  const wrong = Object.entries(fields).flatMap(([name, compare]) => {
    const [found, own] = [values[name], truth[name]];
    return found === undefined || own === undefined || isSame(compare, found, own) ? [] : [name];
  });
  if (values['id'] !== truth['id']) wrong.push('id');
  const zipcodes = [values['zipcode'], truth['zipcode']].filter((own) => own !== undefined);
  if (zipcodes.some((own) => own !== zipcode)) wrong.push('zipcode');
  return wrong.sort(compareText);
};

const inconclusive = (cause: InconclusiveCause, detail: string): Judgement => ({ kind: 'inconclusive', cause, detail });
const holds = (text: string, marks: readonly string[]): boolean => marks.some((mark) => text.includes(mark));

/** The listing in a body. An object that has nothing to compare is none: an error may repeat the id that was asked for. */
const truthIn = ({ fields }: ScrapeRules, body: Uint8Array): E.Either<string, Readonly<Record<string, string>>> => {
  const read = listingOf(body);
  if (E.isLeft(read)) return E.left(read.left.expected);
  const compared = ['zipcode', ...Object.keys(fields)];
  return compared.some((name) => read.right[name] !== undefined) ? read : E.left('a field that is compared');
};

/**
 * Judges a row by what the source answered. Only a listing that can be read, or a plain word that there is none, is held against
 * the miner; every other answer is inconclusive.
 */
export const judgeRow = (rules: ScrapeRules, row: RowToCheck, { status, body }: SourceAnswer): Judgement => {
  if (status === TOO_MANY) return inconclusive('rateLimited', 'status 429');
  if (status >= SERVER_ERROR) return inconclusive('serverError', `status ${status}`);
  const text = new TextDecoder().decode(body);
  if (rules.challenged.statuses.includes(status)) return inconclusive('challenged', `status ${status}`);
  const listing = truthIn(rules, body);
  // A listing may say "captcha" in its address; a page that is no listing is a challenge when it does.
  if (E.isLeft(listing) && holds(text, rules.challenged.texts)) return inconclusive('challenged', 'a page for humans');
  const isAbsent = rules.absent.statuses.includes(status) || (status === OK && holds(text, rules.absent.texts));
  if (isAbsent && E.isLeft(listing)) return { kind: 'failed', verdict: 'absent', fields: [] };
  if (status !== OK) return inconclusive('noAnswer', `status ${status}`);
  if (E.isLeft(listing)) return inconclusive('noAnswer', `no listing: expected ${listing.left}`);
  const fields = differing(rules, row, listing.right);
  return fields.length === 0 ? { kind: 'passed' } : { kind: 'failed', verdict: 'mismatch', fields };
};
