import type { CheckStep } from '@subnet-scoring/adapters/round';
import type { EpochNumber } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { plural } from '../output/plural.js';
import { tableLines } from '../output/table.js';
import { clip, visible } from '../output/visible.js';
import { shortNames } from './short-names.js';

type Looked = Extract<CheckStep, { kind: 'looked' }>;

const DETAIL_MAX = 120;
const CONTENT_DIGITS = 12;

const rowsIn = (checks: Extract<CheckStep, { kind: 'round' }>['checks']): number =>
  checks.reduce((sum, { rows }) => sum + rows.length, 0);

/** A line of what a check does; single looks are in the summary. */
export const checkStepLine = (step: CheckStep): readonly string[] => {
  switch (step.kind) {
    case 'round':
      return [
        `round ${step.round}  block ${step.head}, ${plural(rowsIn(step.checks), 'row')} of ${plural(step.checks.length, 'file')}`,
      ];
    case 'looked':
      return step.found.kind === 'inconclusive'
        ? [
            `no answer  row ${step.row} of ${step.planned.zipcode}: ${step.found.cause}, ${visible(clip(step.found.detail, DETAIL_MAX))}`,
          ]
        : [];
    case 'unreadable':
      return [
        `unreadable  ${step.planned.zipcode} of ${step.planned.hotkey}: ${visible(clip(step.failure.message, DETAIL_MAX))}`,
      ];
    case 'waiting':
      return [`waiting  for block ${step.fromBlock}, the chain is at ${step.head}`];
    case 'done':
      return step.over === 0 ? [] : [`${plural(step.over, 'row')} cannot be decided: no answer, or too late`];
  }
};

const isLooked = (step: CheckStep): step is Looked => step.kind === 'looked';

/** Looks by file: how many of each kind, in the order of their first look. */
const byFile = (steps: readonly CheckStep[]) => {
  const files = new Map<string, Looked[]>();
  for (const step of steps.filter(isLooked)) {
    const key = `${step.planned.zipcode} ${step.planned.hotkey} ${step.planned.contentSha256}`;
    files.set(key, [...(files.get(key) ?? []), step]);
  }
  return [...files.values()].flatMap((looks) => {
    const planned = looks[0]?.planned;
    const countOf = (kind: Looked['found']['kind']): number => looks.filter(({ found }) => found.kind === kind).length;
    return planned === undefined
      ? []
      : [{ planned, passed: countOf('passed'), failed: countOf('failed'), inconclusive: countOf('inconclusive') }];
  });
};

/** What was looked up, by file. */
export const checkLines = (epoch: EpochNumber, steps: readonly CheckStep[], { paint }: Context): string[] => {
  const files = byFile(steps);
  const title = paint.strong(`epoch ${epoch}`);
  if (files.length === 0) return [title, '  nothing was looked up'];
  const short = shortNames(files.map(({ planned }) => planned.hotkey));
  const columns = [
    { title: 'zipcode' },
    { title: 'hotkey', paint: paint.strong },
    { title: 'content', paint: paint.dim },
    { title: 'passed', align: 'right' },
    { title: 'failed', align: 'right' },
    { title: 'no answer', align: 'right' },
  ] as const;
  const rows = files.map(({ planned, passed, failed, inconclusive }) => [
    planned.zipcode,
    short(planned.hotkey),
    planned.contentSha256.slice(0, CONTENT_DIGITS),
    `${passed}`,
    `${failed}`,
    `${inconclusive}`,
  ]);
  return [title, ...tableLines(columns, rows, paint.dim)];
};

/** The same for --json. */
export const checkJson = (epoch: EpochNumber, steps: readonly CheckStep[]): object => {
  const last = steps[steps.length - 1];
  return {
    epoch,
    rounds: steps.filter(({ kind }) => kind === 'round').length,
    files: byFile(steps).map(({ planned, ...counts }) => ({
      zipcode: planned.zipcode,
      hotkey: planned.hotkey,
      contentSha256: planned.contentSha256,
      ...counts,
    })),
    unreadable: steps.filter(({ kind }) => kind === 'unreadable').length,
    over: last?.kind === 'done' ? last.over : 0,
  };
};
