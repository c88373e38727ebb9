import type { CatchChance, Evaluated } from '@subnet-scoring/adapters/operations';
import {
  type EpochNumber,
  fxFromRaw,
  type PlannedCheck,
  type PlannedItems,
  type PlannedRows,
  type PlanRound,
  type Rational,
  roundFx,
} from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { detailTableLines } from '../output/detail-table.js';
import { tableLines } from '../output/table.js';
import { visible } from '../output/visible.js';
import { percentOfPpm } from './percent.js';
import { shortNames } from './short-names.js';

interface Shown {
  readonly epoch: EpochNumber;
  readonly kind: Evaluated['kind'];
  readonly round: PlanRound;
  readonly checks: readonly PlannedCheck[];
}

const CONTENT_DIGITS = 12;
const CHANCES_MAX = 12;
const WIDE = 120;

type Names = (hotkey: string) => string;

/** Rows of files: one line for each submission and each block from which looks count. */
const rowLines = (checks: readonly PlannedRows[], name: Names, { paint, width }: Context): string[] => {
  if (checks.length === 0) return [];
  const columns = [
    { title: 'zipcode' },
    { title: 'hotkey', paint: paint.strong },
    { title: 'why' },
    { title: 'content', paint: paint.dim },
    { title: 'rows', align: 'right' },
    { title: 'drawn', align: 'right' },
    { title: 'check these' },
  ] as const;
  const rows = checks.map((check) => [
    check.zipcode,
    name(check.hotkey),
    check.purpose,
    check.contentSha256.slice(0, CONTENT_DIGITS),
    `${check.rowCount}`,
    `${check.sampled.length}`,
    `${check.rows.join(' ')}${check.fromBlock === undefined ? '' : `, from block ${check.fromBlock}`}`,
  ]);
  return detailTableLines(columns, rows, width, paint.dim);
};

/** Items of answers: one line for each answer. */
const itemLines = (checks: readonly PlannedItems[], name: Names, { paint, width }: Context): string[] => {
  if (checks.length === 0) return [];
  const columns = [
    { title: 'query' },
    { title: 'hotkey', paint: paint.strong },
    { title: 'checked by' },
    { title: 'items', align: 'right' },
    { title: 'drawn', align: 'right' },
    { title: 'check these' },
  ] as const;
  const rows = checks.map(({ query, hotkey, by, itemCount, sampled, items }) => [
    visible(query),
    name(hotkey),
    name(by),
    `${itemCount}`,
    `${sampled.length}`,
    items.join(' '),
  ]);
  return detailTableLines(columns, rows, width, paint.dim);
};

/** A plan as tables: rows of files, then items of answers. */
export const planLines = ({ epoch, kind, round, checks }: Shown, context: Context): string[] => {
  const { paint, width } = context;
  const state = kind === 'sealed' ? 'sealed: nothing can be added' : 'open';
  const title = `${paint.strong(`epoch ${epoch}`)}, ${round} round (${state})`;
  if (checks.length === 0) return [title, '  nothing left to check'];
  const short = shortNames(checks.flatMap((check) => ('by' in check ? [check.hotkey, check.by] : [check.hotkey])));
  const name: Names = (hotkey) => (width < WIDE ? short(hotkey) : hotkey);
  const rows = checks.flatMap((check) => ('rows' in check ? [check] : []));
  const items = checks.flatMap((check) => ('items' in check ? [check] : []));
  return [title, ...rowLines(rows, name, context), ...itemLines(items, name, context)];
};

const PERCENT_PLACES = 4;
const HUNDRED_FX = 100n * 10n ** 18n;

const percentOf = ({ num, den }: Rational): string =>
  `${roundFx(fxFromRaw((num * HUNDRED_FX) / den), PERCENT_PLACES)} %`;
const fractionOf = ({ num, den }: Rational): string => (den === 1n ? `${num}` : `${num}/${den}`);

/** Chances of the smallest and the greatest check: those of all sizes between lie between theirs. */
const extremes = (chances: readonly CatchChance[]): readonly CatchChance[] => {
  const [first, last] = [chances[0], chances[chances.length - 1]];
  return chances.filter(({ rows }) => rows === first?.rows || rows === last?.rows);
};

/** The chances that invented rows or items are caught: rounded, and exact. */
export const chanceLines = (all: readonly CatchChance[], { paint, flags }: Context): string[] => {
  if (all.length === 0) return [];
  const chances = flags.verbose || all.length <= CHANCES_MAX ? all : extremes(all);
  const columns = [
    { title: 'of', align: 'right' },
    { title: 'drawn', align: 'right' },
    { title: 'invented', align: 'right' },
    { title: 'which is', align: 'right' },
    { title: 'caught', align: 'right', paint: paint.strong },
    { title: 'exactly', paint: paint.dim },
  ] as const;
  const cells = chances.map(({ rows, sampled, inventedppm, invented, chance }) => [
    `${rows}`,
    `${sampled}`,
    percentOfPpm(inventedppm),
    `${invented}`,
    percentOf(chance),
    fractionOf(chance),
  ]);
  return [
    '',
    paint.strong('chance that a check meets at least one that is invented'),
    ...tableLines(columns, cells, paint.dim),
    ...(chances.length < all.length ? ['  -v shows every size of a check'] : []),
  ];
};

/** A chance for --json: the fraction as text, because its parts may pass 2^53. */
export const chanceJson = ({ chance, ...rest }: CatchChance): object => ({
  ...rest,
  chance: fractionOf(chance),
  percent: percentOf(chance).replace(' %', ''),
});
