import type { Fact } from '../event/index.js';
import type { Account } from '../ids.js';
import type { PlannedRows } from '../mechanism/plan.js';
import { makeFact } from './fact.js';
import { accountOf, hashOf } from './names.js';
import type { World } from './world.js';

/** What an observer finds out about one row. */
export type Finding =
  | 'passed'
  | 'absent'
  /** Fields with other values than the source has, ascending. */
  | { readonly mismatch: readonly string[] }
  | { readonly inconclusive: 'noAnswer' | 'rateLimited' | 'serverError' | 'challenged' };

/** One row that an observer looks up. */
export interface Lookup {
  readonly observer: string;
  readonly miner: string;
  readonly zipcode: string;
  readonly contentSha256: string;
  readonly row: number;
  readonly purpose: PlannedRows['purpose'];
  /** Rounds of the plan before this one. */
  readonly round: number;
}

/** The source that observers ask, as a test imagines it. */
export type Source = (lookup: Lookup) => Finding;

/** A source in which everything exists as delivered. */
export const honestSource: Source = () => 'passed';

/** The fact of one look-up. */
export const spotCheck = (world: World, epoch: number, block: number, lookup: Lookup, finding: Finding): Fact => {
  const { observer, miner, zipcode, contentSha256, row } = lookup;
  const by = accountOf(observer);
  const envelope = { netuid: world.netuid, epoch, block, by };
  const evidence = `evidence/${observer}/${miner}/${zipcode}/${row}/${block}/${JSON.stringify(finding)}`;
  const data = {
    evidenceSha256: hashOf(evidence),
    hotkey: accountOf(miner),
    subject: { contentSha256, row, zipcode },
  };
  if (finding === 'passed') return makeFact('SpotCheckPassed', envelope, data);
  if (finding === 'absent') return makeFact('SpotCheckFailed', envelope, { ...data, fields: [], verdict: 'absent' });
  if ('mismatch' in finding) {
    return makeFact('SpotCheckFailed', envelope, { ...data, fields: finding.mismatch, verdict: 'mismatch' });
  }
  return makeFact('SpotCheckInconclusive', envelope, { ...data, cause: finding.inconclusive });
};

/** The facts of one observer for a round of the plan; `at` is the block of each. */
export const checkRound = (
  world: World,
  epoch: number,
  block: number,
  round: number,
  observer: string,
  plan: readonly PlannedRows[],
  source: Source,
): Fact[] =>
  plan.flatMap(({ purpose, zipcode, hotkey, contentSha256, rows }) =>
    rows.map((row) => {
      const miner = world.nameOf(hotkey as Account);
      const lookup = { observer, miner, zipcode, contentSha256, row, purpose, round };
      return spotCheck(world, epoch, block, lookup, source(lookup));
    }),
  );
