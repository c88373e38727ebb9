import type { Account } from '../../ids.js';
import { check, type Explanation, type Section, step } from '../../mechanism/explanation.js';
import { FX_ZERO } from '../../numbers/fx.js';
import type { Outcome } from './close.js';
import { formatShare } from './explain-text.js';
import { explainZipcode } from './explain-zipcode.js';
import { isEligible, type Miner } from './miners.js';
import { allChecks } from './race.js';

const standing = ({ draft }: Outcome, { standing: s, submission, sightedLine }: Miner): Section => {
  const { start, opened } = draft.context;
  if (!isEligible(s)) return { title: 'Eligibility', steps: [check(false, s.says, s.lines)] };
  const registered = `registeredAt ${s.trust.registeredAt} < startBlock ${opened.startBlock}`;
  const steps = [
    check(true, 'registered before the epoch, its slot kept, its coldkey not barred', [start.line], registered),
  ];
  const trust = draft.params.tiers?.table[s.trust.tier];
  if (trust !== undefined) {
    const { s: passed, n, lifetime } = s.trust;
    steps.push(
      step(
        `tier ${trust.name} at the start of the epoch: factor ${trust.factorppm} ppm, ${trust.rows} rows are drawn`,
        [],
        `s ${passed}, n ${n} since the rollover, ${lifetime} passed rows in all`,
      ),
    );
  }
  if (submission === undefined) {
    const seen =
      sightedLine === undefined
        ? 'no commitment on chain, nothing in the bucket'
        : 'seen in the bucket, but nothing was committed on chain';
    steps.push(check(false, seen, sightedLine === undefined ? [] : [sightedLine]));
  }
  return { title: 'Eligibility', steps };
};

const submitted = ({ submission }: Miner): Section[] => {
  if (submission === undefined) return [];
  const lines = submission.commitments.map(({ committed }) => committed.line);
  const { fault } = submission;
  const last = submission.commitments[submission.commitments.length - 1];
  const steps = [
    ...(last === undefined
      ? []
      : [
          step(
            `${lines.length} commitment(s) in the window; the last at block ${last.committed.fact.block} counts`,
            lines,
          ),
        ]),
    fault === undefined
      ? check(
          true,
          'manifest sighted in time, with the nonce of this epoch',
          last?.manifest === undefined ? [] : [last.manifest.line],
        )
      : check(false, `${fault.reason}: ${fault.says}`, fault.lines),
  ];
  return [{ title: 'Submission', steps }];
};

const confirmedLines = ({ race }: Outcome, hotkey: Account): number[] =>
  allChecks(race)
    .filter(({ entry }) => entry.miner.hotkey === hotkey)
    .flatMap(({ spotCheck }) => spotCheck.rows.filter((row) => row.confirmed).flatMap((row) => row.lines));

const paid = (outcome: Outcome, hotkey: Account): Section => {
  const { rewards, participation, shares } = outcome.pay;
  const reward = rewards.get(hotkey);
  const share = shares.get(hotkey) ?? FX_ZERO;
  const pool = formatShare(participation.pool);
  if (outcome.race.synthetic.has(hotkey)) {
    const lines = confirmedLines(outcome, hotkey);
    return {
      title: 'Pay',
      steps: [
        check(
          false,
          'SYNTHETIC: confirmed rows that do not exist; its rewards burn, its tier history is erased, its coldkey is barred',
          lines,
        ),
      ],
    };
  }
  if (reward !== undefined) {
    return {
      title: 'Pay',
      steps: [
        step(
          'rewards of all zipcodes, less the participation pool',
          [],
          `floor(${formatShare(reward)} * (1 - ${pool})) = ${formatShare(share)}`,
        ),
      ],
    };
  }
  if (participation.paid.has(hotkey)) {
    const count = participation.paid.size;
    const { ppm, maxppm } = outcome.draft.params.participation;
    return {
      title: 'Pay',
      steps: [
        step(
          'participation, once per coldkey',
          [],
          `floor(min(${count} * ${ppm}, ${maxppm}) * 10^12 / ${count}) = ${formatShare(share)}`,
        ),
      ],
    };
  }
  return { title: 'Pay', steps: [step('no paid rank and no participation: share 0')] };
};

/** Why a miner got its share: every rule it met, with formula, values and the lines behind it. */
export const explain = (outcome: Outcome, hotkey: Account): Explanation => {
  const miner = outcome.miners.find((item) => item.hotkey === hotkey);
  if (miner === undefined) return { sections: [] };
  const files = miner.submission?.files ?? [];
  return {
    sections: [
      standing(outcome, miner),
      ...submitted(miner),
      ...files.map((file) => explainZipcode(outcome, hotkey, file)),
      paid(outcome, hotkey),
    ],
  };
};
