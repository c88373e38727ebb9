import type { Account } from '../../ids.js';
import { check, type Section, type Step, step } from '../../mechanism/explanation.js';
import type { Outcome } from './close.js';
import { completePpm } from './completeness.js';
import { formatShare, ordinal } from './explain-text.js';
import type { Points } from './points.js';
import type { Reason } from './reasons.js';
import type { RowResult, SpotCheckResult } from './spot-check.js';
import { type FileResult, linesOf } from './submissions.js';
import { factorOf, rewardOf, type ZipcodeResult } from './zipcode.js';

const FAULT_SAYS: { readonly [R in Reason]?: string } = {
  NOT_ASSIGNED: 'this zipcode is not assigned in this epoch',
  LATE: 'the content was not sighted before seedBlock',
  UNVERIFIED: 'no measure of the content stands',
  HASH_MISMATCH: 'the header names another hotkey, subnet, epoch or nonce: a copied or old file',
  COUNT_OUT_OF_RANGE: 'the number of rows is out of range',
  FIELDS_MISSING: 'too many required cells are blank',
  WRONG_ZIPCODE: 'rows of another zipcode',
  DUPLICATE_ROWS: 'rows with one id',
};

const quickChecks = (outcome: Outcome, file: FileResult, expected: number | undefined): Step[] => {
  const { params } = outcome.draft;
  const { fault } = file;
  const measure = file.measured?.value;
  const lines = linesOf(file);
  const steps: Step[] = [];
  if (measure !== undefined && expected !== undefined) {
    const complete = measure.rows < 1 ? 0 : completePpm(params, measure);
    const off = Math.abs(measure.rows - expected);
    steps.push(
      step(
        'rows',
        lines,
        `|${measure.rows} - ${expected}| * 10^6 = ${off * 1_000_000} ; limit ${expected} * ${params.countToleranceppm} = ${expected * params.countToleranceppm}`,
      ),
      step('filled cells', lines, `complete ${complete} ppm ; at least ${params.minCompleteppm}`),
      step(
        'rows of other zipcodes, rows with one id',
        lines,
        `${measure.wrongZipRows} <= ${params.maxWrongZipRows} ; ${measure.duplicateIdRows} <= ${params.maxDuplicateIdRows}`,
      ),
    );
  }
  const verdict = fault === undefined ? 'complete: it takes part in the race' : `${fault}: ${FAULT_SAYS[fault] ?? ''}`;
  return [...steps, check(fault === undefined, verdict, lines)];
};

const rowText = ({ row, verdict, confirmed }: RowResult): string =>
  `${row} ${verdict}${confirmed ? ' (confirmed)' : ''}`;

const spotCheckSteps = (outcome: Outcome, { rows, passed, conclusive, verdict }: SpotCheckResult): Step[] => {
  const { minConclusiveppm, passppm } = outcome.draft.params.spotCheck;
  const lines = rows.flatMap((row) => row.lines);
  const counts = `conclusive ${conclusive} * 10^6 = ${conclusive * 1_000_000} ; enough from ${minConclusiveppm} * ${rows.length} = ${minConclusiveppm * rows.length} ; passed ${passed} * 10^6 = ${passed * 1_000_000} ; pass from ${passppm} * ${conclusive} = ${passppm * conclusive}`;
  const draw = `sample(H("spot/1", seed, epoch, zipcode, account, content), rows, ${rows.length}): ${rows.map(rowText).join(', ')}`;
  return [
    step(`${rows.length} rows drawn by the hash of seedBlock`, [], draw),
    check(verdict === 'verified', `spot check: ${verdict}`, lines, counts),
  ];
};

const rankSteps = (outcome: Outcome, zipcode: ZipcodeResult, rank: number, points: Points): Step[] => {
  const { evaluateTop, quality, shareppm } = outcome.draft.params;
  const { position, points: total } = points;
  const q = Math.min(points.quality, points.accuracy);
  const expectedTotal = outcome.draft.context.opened.zipcodes.reduce((sum, { expected }) => sum + expected, 0);
  const reward = rewardOf(outcome.draft, zipcode, rank, expectedTotal);
  const formula = `floor((${quality.speedppm} * (${evaluateTop} - ${position}) * 10^6 + ${quality.qualityppm} * ${q} * ${evaluateTop}) / (10^6 * ${evaluateTop})) = ${total}`;
  const ranked = step(
    `${ordinal(position)} of the verified to arrive, ${ordinal(rank)} by points`,
    [],
    `q = min(quality ${points.quality}, accuracy ${points.accuracy}) ; points = ${formula}`,
  );
  if (reward === undefined) return [ranked, check(false, `OUTSIDE_TOP: only the first ${shareppm.length} are paid`)];
  return [
    ranked,
    check(
      true,
      `reward ${formatShare(reward)}`,
      [],
      `share ${shareppm[rank]} ppm * (${zipcode.expected} / ${expectedTotal}) * factor ${factorOf(outcome.draft, points.entry)} ppm, each step floored at 18 decimals`,
    ),
  ];
};

const raceSteps = (outcome: Outcome, zipcode: ZipcodeResult, hotkey: Account): Step[] => {
  const position = zipcode.arrived.findIndex(({ miner }) => miner.hotkey === hotkey);
  const entry = zipcode.arrived[position];
  if (entry === undefined) return [];
  const arrived = step(
    `${ordinal(position)} of ${zipcode.arrived.length} complete by arrival: anchor block ${entry.anchor}`,
    [entry.anchorLine],
  );
  const candidate = zipcode.candidates.find((item) => item.entry === entry);
  const drawn = outcome.race.lottery.find((item) => item.entry === entry);
  if (candidate === undefined) {
    const same = zipcode.sameOwner.includes(entry);
    const why = same
      ? 'SAME_OWNER: its coldkey already has a candidate here'
      : 'OUTSIDE_TOP: enough were verified before it';
    const lottery =
      drawn === undefined ? [] : [step('drawn by the lottery'), ...spotCheckSteps(outcome, drawn.spotCheck)];
    return [arrived, check(false, why), ...lottery];
  }
  const steps = [arrived, ...spotCheckSteps(outcome, candidate.spotCheck)];
  const rank = zipcode.ranked.findIndex((item) => item.entry === entry);
  const points = zipcode.ranked[rank];
  return points === undefined ? steps : [...steps, ...rankSteps(outcome, zipcode, rank, points)];
};

/** What became of one file: the quick checks, its place, its spot check, its rank and reward. */
export const explainZipcode = (outcome: Outcome, hotkey: Account, file: FileResult): Section => {
  const zipcode = outcome.race.zipcodes.find((item) => item.zipcode === file.zipcode);
  const steps = quickChecks(outcome, file, zipcode?.expected);
  return {
    title: `Zipcode ${file.zipcode}${zipcode === undefined ? '' : ` (${zipcode.expected} expected)`}`,
    steps: zipcode === undefined ? steps : [...steps, ...raceSteps(outcome, zipcode, hotkey)],
  };
};
