import type { Fact, SpotCheckFailed, SpotCheckInconclusive, SpotCheckPassed } from '../event/index.js';
import { compareText } from '../hash/bytes.js';
import type { Account, Hash32 } from '../ids.js';
import { lastOfEach, type Observation } from '../observers/index.js';

type SpotCheck = SpotCheckPassed | SpotCheckFailed | SpotCheckInconclusive;

/** The look of one observer at one row that counts, and the hash of what it keeps as evidence. */
export interface Look {
  readonly by: Account;
  readonly evidenceSha256: Hash32;
  readonly row: number;
  readonly type: SpotCheck['type'];
}

/** A file of a miner by its content. */
export interface FileName {
  readonly hotkey: Account;
  readonly zipcode: string;
  readonly contentSha256: Hash32;
}

const keyOf = ({ hotkey, zipcode, contentSha256 }: FileName): string => `${hotkey}/${zipcode}/${contentSha256}`;

const isCheck = (fact: Fact): fact is SpotCheck =>
  fact.type === 'SpotCheckPassed' || fact.type === 'SpotCheckFailed' || fact.type === 'SpotCheckInconclusive';

const isConclusive = ({ type }: Look): boolean => type !== 'SpotCheckInconclusive';

const compareLooks = (a: Look, b: Look): number =>
  a.row - b.row || compareText(a.by, b.by) || compareText(a.evidenceSha256, b.evidenceSha256);

/**
 * Finds the looks at rows of some files in the facts of a segment, which stand in canonical order. Of each observer the one
 * that counts: its last conclusive look at a row, else its last. So nobody can lengthen the list by looking often.
 */
export const looksAt = (
  files: readonly FileName[],
  facts: readonly Fact[],
): ((file: FileName, rows: readonly number[]) => readonly Look[]) => {
  const wanted = new Set(files.map(keyOf));
  const found = new Map<string, Observation<Look>[]>();
  for (const [at, fact] of facts.entries()) {
    if (!isCheck(fact) || fact.by === undefined || fact.by === 'local' || !('zipcode' in fact.data.subject)) continue;
    const { block, by, type } = fact;
    const { subject, hotkey, evidenceSha256 } = fact.data;
    const file = keyOf({ hotkey, ...subject });
    if (!wanted.has(file)) continue;
    const key = `${file}/${subject.row}`;
    const look = { by, block, line: at + 1, value: { by, evidenceSha256, row: subject.row, type } };
    const list = found.get(key);
    if (list === undefined) found.set(key, [look]);
    else list.push(look);
  }
  return (file, rows) =>
    rows
      .flatMap((row) => lastOfEach(found.get(`${keyOf(file)}/${row}`) ?? [], isConclusive))
      .map(({ value }) => value)
      .sort(compareLooks);
};
