import type { Account, Block, Fact, Hash32, PlannedRows } from '@subnet-scoring/core';

/** A look of one observer at a row. */
export interface Look {
  readonly block: Block;
  readonly isConclusive: boolean;
}

type Row = { readonly hotkey: Account; readonly zipcode: string; readonly contentSha256: Hash32; readonly row: number };

/** Looks of one observer, by row. */
export type Looks = (row: Row) => readonly Look[];

const keyOf = ({ hotkey, zipcode, contentSha256, row }: Row): string => `${hotkey} ${zipcode} ${contentSha256} ${row}`;

/** What an observer has looked at, as the facts tell it. */
export const looksBy = (facts: Iterable<Fact>, by: Account): Looks => {
  const looks = new Map<string, Look[]>();
  for (const fact of facts) {
    const { type, data } = fact;
    const isCheck = type === 'SpotCheckPassed' || type === 'SpotCheckFailed' || type === 'SpotCheckInconclusive';
    if (!isCheck || fact.by !== by || !('row' in data.subject)) continue;
    const key = keyOf({ hotkey: data.hotkey, ...data.subject });
    const look = { block: fact.block, isConclusive: type !== 'SpotCheckInconclusive' };
    looks.set(key, [...(looks.get(key) ?? []), look]);
  }
  return (row) => looks.get(keyOf(row)) ?? [];
};

/** When looks count, and how often a row is looked at that gives no answer. */
export interface DueRules {
  /** The finalized head now. */
  readonly head: Block;
  readonly seedBlock: Block;
  readonly evidenceBlock: Block;
  readonly tries: number;
}

/** What is to be done with a row: look now, look from a block on, or leave it. */
export type Due =
  | { readonly kind: 'now' }
  | { readonly kind: 'later'; readonly fromBlock: Block }
  /** This observer has answered: what is missing are answers of others. */
  | { readonly kind: 'answered' }
  /** It gave no answer as often as it is tried, or the next look would come too late. */
  | { readonly kind: 'over' };

/**
 * When one observer is to look at a planned row, given its looks so far. A first look follows the hash of seedBlock, another one that
 * of the block before it, so that no two say the same; a confirmation waits for its block where this observer looked before.
 */
export const dueOf = (planned: PlannedRows, looks: readonly Look[], rules: DueRules): Due => {
  const { head, seedBlock, evidenceBlock, tries } = rules;
  const last = looks.reduce((most, { block }) => Math.max(most, block), seedBlock as number);
  const confirmFrom = planned.fromBlock === undefined || looks.length === 0 ? 0 : planned.fromBlock;
  const counted = looks.filter(({ block }) => block >= confirmFrom);
  if (planned.fromBlock === undefined && looks.some(({ isConclusive }) => isConclusive)) return { kind: 'answered' };
  const fromBlock = Math.max(last + 1, confirmFrom) as Block;
  if (counted.length >= tries || fromBlock >= evidenceBlock || head >= evidenceBlock) return { kind: 'over' };
  return head >= fromBlock ? { kind: 'now' } : { kind: 'later', fromBlock };
};

/** A plan, sorted by what one observer has to do. */
export interface DuePlan {
  /** Checks with the rows to look at now. */
  readonly now: readonly PlannedRows[];
  /** The first block at which there is more to look at. */
  readonly fromBlock: Block | undefined;
  /** Rows that this observer cannot decide any more. */
  readonly over: number;
}

/** Sorts a plan. Rows of `isLeft` are left out. */
export const duePlan = (
  checks: readonly PlannedRows[],
  looks: Looks,
  rules: DueRules,
  isLeft: (check: PlannedRows) => boolean,
): DuePlan => {
  const now: PlannedRows[] = [];
  let fromBlock: Block | undefined;
  let over = 0;
  for (const check of checks) {
    const rows: number[] = [];
    for (const row of check.rows) {
      const due = isLeft(check) ? ({ kind: 'over' } as const) : dueOf(check, looks({ ...check, row }), rules);
      if (due.kind === 'now') rows.push(row);
      if (due.kind === 'over') over += 1;
      if (due.kind === 'later') fromBlock = Math.min(fromBlock ?? due.fromBlock, due.fromBlock) as Block;
    }
    if (rows.length > 0) now.push({ ...check, rows });
  }
  return { now, fromBlock, over };
};
