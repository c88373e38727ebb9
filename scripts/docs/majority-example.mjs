import assert from 'node:assert/strict';
import { accountFromBytes } from '../../packages/core/dist/index.js';
import { decideByStake, formElectorate } from '../../packages/core/dist/observers/index.js';

const RULE = { kind: 'stakeMajority', quorumppm: 500_000, requireppm: 500_000, supportppm: 500_000 };
const STAKES = { A: 400, B: 300, C: 200, D: 100 };
const LISTED = ['A', 'B', 'C'];

const names = Object.keys(STAKES);
const hotkeyOf = Object.fromEntries(names.map((name, i) => [name, accountFromBytes(new Uint8Array(32).fill(i + 1))]));

/** Subjects with what each voter says; undefined is no vote. */
const SUBJECTS = [
  { what: 'row 4', votes: { A: 'identity', B: 'passed', C: 'passed' } },
  { what: 'row 17', votes: { A: 'identity', B: undefined, C: 'passed' }, note: 'one voter alone: not confirmed' },
  { what: 'row 31', votes: { A: 'identity', B: 'identity', C: 'passed' }, note: 'two voters: confirmed' },
  { what: 'row 58', votes: { A: undefined, B: undefined, C: 'passed' } },
  { what: 'row 60', votes: { A: 'identity', B: 'passed', C: 'data' } },
  {
    what: 'sighting before seedBlock',
    votes: { A: 'seen', B: undefined, C: undefined },
    note: 'B and C saw it later: LATE',
  },
];

const stakeOf = (votes, verdict) =>
  LISTED.filter((name) => (verdict === undefined ? votes[name] !== undefined : votes[name] === verdict)).reduce(
    (sum, name) => sum + STAKES[name],
    0,
  );

/** The same decision in plain numbers, to compare with the engine. */
const explain = (votes, total) => {
  const conclusive = stakeOf(votes);
  if (2 * conclusive < total) return { verdict: undefined, says: `${conclusive} voted, less than half of ${total}` };
  const best = [...new Set(Object.values(votes).filter((v) => v !== undefined))].sort(
    (a, b) => stakeOf(votes, b) - stakeOf(votes, a),
  )[0];
  const stake = stakeOf(votes, best);
  return 2 * stake > conclusive
    ? { verdict: best, says: `${stake} of ${conclusive} for ${best}, more than half` }
    : { verdict: undefined, says: `${stake} of ${conclusive} for ${best}, not more than half` };
};

/** A table of subjects that three of four validators vote on. */
export const majorityExample = () => {
  const neurons = names.map((name, uid) => ({
    uid,
    hotkey: hotkeyOf[name],
    stakeRao: String(STAKES[name]),
    validatorPermit: true,
  }));
  const electorate = formElectorate(RULE, neurons, new Set(LISTED.map((name) => hotkeyOf[name])));
  const total = Number(electorate.total);
  const rows = SUBJECTS.map(({ what, votes, note }) => {
    const given = LISTED.flatMap((name) =>
      votes[name] === undefined ? [] : [{ by: hotkeyOf[name], verdict: votes[name] }],
    );
    const { verdict, says } = explain(votes, total);
    assert.equal(decideByStake(electorate, given)?.verdict, verdict, what);
    const shown = LISTED.map((name) => votes[name] ?? 'no vote').join(' | ');
    return `| ${what} | ${shown} | ${verdict ?? 'undecided'} | ${says}${note === undefined ? '' : `; ${note}`} |`;
  });
  return [
    `Four validators have permits, with stakes ${names.map((name) => `${name} ${STAKES[name]}`).join(', ')}. ${LISTED.join(', ')} have listed their evidence:`,
    `${total} of 1000, at least half, so the epoch is judged, and these three vote.`,
    '',
    '| subject | A (400) | B (300) | C (200) | decided | because |',
    '|---|---|---|---|---|---|',
    ...rows,
  ];
};
