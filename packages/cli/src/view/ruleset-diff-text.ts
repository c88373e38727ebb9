import type { RulesetDifference } from '@subnet-scoring/adapters/operations';
import type { Context } from '../context.js';
import { plural } from '../output/plural.js';
import { tableLines } from '../output/table.js';
import { visible } from '../output/visible.js';

const valueText = (value: unknown): string => (value === undefined ? '-' : visible(JSON.stringify(value)));

/** Differences as a table; a parameter that one of them has not is `-`. */
export const rulesetDiffLines = (
  a: string,
  b: string,
  differences: readonly RulesetDifference[],
  { paint }: Context,
): string[] => {
  if (differences.length === 0) return [`${paint.good('equal')}: ${a} and ${b}`];
  const columns = [{ title: 'parameter', paint: paint.strong }, { title: a }, { title: b }];
  const rows = differences.map((item) => [visible(item.path), valueText(item.a), valueText(item.b)]);
  return [
    `${a} and ${b} ${paint.bad('differ')} in ${plural(differences.length, 'place')}`,
    ...tableLines(columns, rows, paint.dim),
  ];
};
