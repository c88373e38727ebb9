import type { Assignment, FitFile, SubmitStep, UnfitFile } from '@subnet-scoring/adapters/round';
import type { Account, EpochNumber, FileRating, Hash32 } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { plural } from '../output/plural.js';
import { tableLines } from '../output/table.js';
import { clip, visible } from '../output/visible.js';
import { percentOfPpm } from './percent.js';

/** A file and what the quick checks say of it. */
export interface RatedFile extends FitFile {
  readonly rating: FileRating | undefined;
}

/** What is handed in. */
export interface Submission {
  readonly epoch: EpochNumber;
  readonly hotkey: Account;
  readonly manifestSha256: Hash32;
  /** Name of the rules that it is rated by. */
  readonly rules: string;
  readonly assignment: Assignment;
}

const TEXT_MAX = 120;
const shown = (text: string): string => visible(clip(text, TEXT_MAX)).replaceAll('\n', '\\n');

/** What is wrong with a file. */
export const unfitLine = ({ path, code, expected, found }: UnfitFile): string =>
  `  ${shown(path)}: ${code}, expected ${shown(expected)}, got ${shown(found)}`;

/** What the quick checks find wrong with a file, and the numbers that they went by. */
export const faultLine = ({ path, expected, measured, rating }: RatedFile): string => {
  const { rows, wrongZipRows, duplicateIdRows } = measured;
  const filled = rating === undefined ? '' : `, ${percentOfPpm(rating.completeppm)} filled`;
  const counts = `${plural(rows, 'row')}${filled}, ${wrongZipRows} of another zipcode, ${duplicateIdRows} with an id twice`;
  return `  ${shown(path)}: ${rating?.fault ?? ''}, expected about ${plural(expected, 'row')}, got ${counts}`;
};

/** One line of what was done. */
export const stepLine = (step: SubmitStep): string => {
  const there = step.became === 'there' ? ', was there already' : '';
  return step.kind === 'uploaded'
    ? `upload  ${step.key}, ${plural(step.bytes, 'byte')}${there}`
    : `commit  block ${step.block}${there}: that block is your time`;
};

const verdictOf = ({ rating }: RatedFile): string => rating?.fault ?? 'takes part';

/** The files as a table, and how they will be rated. */
export const ratedLines = (
  { epoch, hotkey, manifestSha256, rules, assignment }: Submission,
  files: readonly RatedFile[],
  { paint }: Context,
): string[] => {
  const columns = [
    { title: 'zipcode', paint: paint.strong },
    { title: 'rows', align: 'right' },
    { title: 'expected', align: 'right' },
    { title: 'filled', align: 'right' },
    { title: 'other zipcode', align: 'right' },
    { title: 'id twice', align: 'right' },
    { title: 'quick checks' },
  ] as const;
  const rows = files.map((file) => {
    const { rows: count, wrongZipRows, duplicateIdRows } = file.measured;
    const filled = file.rating === undefined ? '-' : percentOfPpm(file.rating.completeppm);
    return [
      file.zipcode,
      `${count}`,
      `${file.expected}`,
      filled,
      `${wrongZipRows}`,
      `${duplicateIdRows}`,
      verdictOf(file),
    ];
  });
  const left = assignment.zipcodes.length - files.length;
  return [
    `${paint.strong(`epoch ${epoch}`)}  ${hotkey}`,
    `  manifest ${manifestSha256}`,
    `  rules ${shown(rules)}`,
    ...tableLines(columns, rows, paint.dim),
    ...(left > 0 ? [`  ${plural(left, 'zipcode')} of the epoch without a file`] : []),
    `  commitments count in blocks ${assignment.startBlock}..${assignment.endBlock - 1}; rows are drawn and looked up after that`,
  ];
};

/** The same for --json, with what was done. */
export const ratedJson = (
  { epoch, hotkey, manifestSha256, rules }: Submission,
  files: readonly RatedFile[],
  dryRun: boolean,
  steps: readonly SubmitStep[],
): object => ({
  epoch,
  hotkey,
  manifestSha256,
  rules,
  dryRun,
  files: files.map(({ zipcode, key, bytes, expected, measured, rating }) => ({
    zipcode,
    key,
    bytes,
    contentSha256: measured.contentSha256,
    rows: measured.rows,
    expected,
    ...(rating === undefined ? {} : { completeppm: rating.completeppm }),
    ...(rating?.fault === undefined ? {} : { fault: rating.fault }),
  })),
  steps,
});
