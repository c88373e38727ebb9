import type { Assignment, AssignmentReason, EpochNumber, Hash32 } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { plural } from '../output/plural.js';
import { tableLines } from '../output/table.js';

interface Shown {
  readonly epoch: EpochNumber;
  readonly assignment: Assignment;
  readonly hashes: { readonly seed: Hash32; readonly params: Hash32; readonly zipcodes: Hash32 };
}

/** What each reason says. */
const SAYS: Readonly<Record<AssignmentReason, string>> = {
  CHOSEN: 'assigned',
  TOO_MUCH: 'drawn, and the sum would have passed the tolerance',
  NOT_DRAWN: 'could have been drawn',
  OTHER_STATE: 'its state is not among the states',
  NO_WEIGHT: 'its tier has no weight',
  TOO_SMALL: 'fewer listings than minExpected',
  TOO_LARGE: 'more listings than maxExpected',
  COOLING_DOWN: 'assigned in one of the last cooldownEpochs epochs',
};
const REASONS = Object.keys(SAYS) as readonly AssignmentReason[];

/** How many zipcodes and listings each reason stands for; reasons of none are left out. */
export const countReasons = ({ verdicts }: Assignment) =>
  REASONS.flatMap((reason) => {
    const those = verdicts.filter((verdict) => verdict.reason === reason);
    const listings = those.reduce((sum, { candidate }) => sum + candidate.expected, 0);
    return those.length === 0 ? [] : [{ reason, zipcodes: those.length, listings }];
  });

const verdictRows = ({ verdicts }: Assignment, isAll: boolean): string[][] =>
  verdicts
    .filter(({ reason }) => isAll || reason === 'CHOSEN')
    .map(({ candidate: { zipcode, state, tier, expected }, reason, draw }) => [
      zipcode,
      state,
      tier,
      `${expected}`,
      draw === undefined ? '' : `${draw}`,
      reason,
    ]);

const shortLines = (assignment: Assignment, { paint }: Context): string[] => {
  if (assignment.kind !== 'short') return [];
  const lifted = assignment.lifted.filter(({ isEnough }) => isEnough);
  const says = lifted.map(
    ({ parameter, listings }) => `  without ${parameter} there would be ${listings} listings: that bound is in the way`,
  );
  const none = '  no bound alone is in the way: lift several, take a longer table, or lower the target';
  const what = `${assignment.listings} listings can be drawn, ${assignment.missing} too few for ${assignment.goal.low}`;
  return [paint.strong(what), ...(says.length === 0 ? [none] : says), ''];
};

/** An assignment: the zipcodes that were chosen, or all with -v, and what became of the others. */
export const assignLines = ({ epoch, assignment, hashes }: Shown, context: Context): string[] => {
  const { paint, flags } = context;
  const { goal, listings, kind } = assignment;
  const chosen = kind === 'assigned' ? assignment.zipcodes.length : 0;
  const head = kind === 'assigned' ? `${plural(chosen, 'zipcode')}, ${listings} listings` : 'no assignment';
  const columns = [
    { title: 'zipcode', paint: paint.strong },
    { title: 'state' },
    { title: 'tier' },
    { title: 'expected', align: 'right' },
    { title: 'draw', align: 'right' },
    { title: 'reason' },
  ] as const;
  const rows = verdictRows(assignment, flags.verbose);
  const counts = countReasons(assignment).map(({ reason, zipcodes, listings: sum }) => [
    reason,
    `${zipcodes}`,
    `${sum}`,
    SAYS[reason],
  ]);
  const countColumns = [
    { title: 'reason' },
    { title: 'zipcodes', align: 'right' },
    { title: 'listings', align: 'right' },
    { title: '' },
  ] as const;
  return [
    `${paint.strong(`epoch ${epoch}`)}  ${head}`,
    `  target    ${goal.listings} listings, ${goal.low}..${goal.high} are within the tolerance`,
    `  seed      ${hashes.seed}`,
    `  params    ${hashes.params}`,
    `  zipcodes  ${hashes.zipcodes}`,
    '',
    ...shortLines(assignment, context),
    ...(rows.length === 0 ? [] : [...tableLines(columns, rows, paint.dim), '']),
    ...tableLines(countColumns, counts, paint.dim),
  ];
};

/** An assignment for --json: every zipcode of the table with its reason. */
export const assignJson = ({ epoch, assignment, hashes }: Shown): object => {
  const { kind, goal, listings, verdicts } = assignment;
  const candidates = verdicts.map(({ candidate, ...verdict }) => ({ ...candidate, ...verdict }));
  const rest =
    assignment.kind === 'assigned'
      ? { zipcodes: assignment.zipcodes }
      : { missing: assignment.missing, lifted: assignment.lifted };
  return { epoch, kind, goal, listings, hashes, ...rest, candidates };
};
