import type { CatchChance, Evaluated } from '@subnet-scoring/adapters/operations';
import {
  type EpochNumber,
  fxFromRaw,
  type PlannedCheck,
  type PlanRound,
  type Rational,
  roundFx,
} from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { plural } from '../output/plural.js';
import { tableLines } from '../output/table.js';
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

/** A plan as a table: one line for each submission to check. */
export const planLines = ({ epoch, kind, round, checks }: Shown, context: Context): string[] => {
  const { paint, width } = context;
  const state = kind === 'sealed' ? 'sealed: nothing can be added' : 'open';
  const title = `${paint.strong(`epoch ${epoch}`)}, ${round} round (${state})`;
  if (checks.length === 0) return [title, '  nothing left to check'];
  const short = shortNames(checks.map(({ hotkey }) => hotkey));
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
    width < WIDE ? short(check.hotkey) : check.hotkey,
    check.purpose,
    check.contentSha256.slice(0, CONTENT_DIGITS),
    `${check.rowCount}`,
    `${check.sampled.length}`,
    check.rows.join(' '),
  ]);
  return [title, ...tableLines(columns, rows, paint.dim)];
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

/** The chances that invented rows are caught: rounded, and exact. */
export const chanceLines = (all: readonly CatchChance[], { paint, flags }: Context): string[] => {
  if (all.length === 0) return [];
  const chances = flags.verbose || all.length <= CHANCES_MAX ? all : extremes(all);
  const columns = [
    { title: 'rows', align: 'right' },
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
    plural(invented, 'row'),
    percentOf(chance),
    fractionOf(chance),
  ]);
  return [
    '',
    paint.strong('chance that a check meets at least one invented row'),
    ...tableLines(columns, cells, paint.dim),
    ...(chances.length < all.length ? ['  -v shows every number of rows'] : []),
  ];
};

/** A chance for --json: the fraction as text, because its parts may pass 2^53. */
export const chanceJson = ({ chance, ...rest }: CatchChance): object => ({
  ...rest,
  chance: fractionOf(chance),
  percent: percentOf(chance).replace(' %', ''),
});
