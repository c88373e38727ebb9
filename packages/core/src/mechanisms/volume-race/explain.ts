import type { Account } from '../../ids.js';
import { check, type Explanation, type Section, type Step, step } from '../../mechanism/explanation.js';
import { FX_ZERO, fxFromRaw } from '../../numbers/fx.js';
import { formatFx } from '../../numbers/fx-text.js';
import type { Outcome } from './close.js';
import { explainAnswer } from './explain-answer.js';
import { curveStep } from './explain-curve.js';
import type { Scored } from './scores.js';

const standing = ({ draft, called, scored }: Outcome, hotkey: Account): Section => {
  const { start } = draft.context;
  const registered = scored.get(hotkey);
  const queries = [...draft.queries.values()].filter(({ named }) => named.has(hotkey));
  const registeredStep =
    registered === undefined
      ? check(false, 'NOT_REGISTERED: not in the snapshot at startBlock', [start.line])
      : check(true, `in the snapshot at startBlock, registered at block ${registered.miner.registeredAt}`, [
          start.line,
        ]);
  const calledStep = called.has(hotkey)
    ? step(
        `called by ${queries.length} quer${queries.length === 1 ? 'y' : 'ies'}`,
        queries.map(({ line }) => line),
      )
    : step('no query of this epoch names it');
  return { title: 'Standing', steps: [registeredStep, calledStep] };
};

const volumeSteps = ({ draft, buckets }: Outcome, { volume, standing: { newItems } }: Scored): Step[] => {
  const { kind, epochs } = draft.params.window;
  const parts = buckets.map((epoch) => `epoch ${epoch}: ${newItems.get(epoch) ?? 'none'}`).join(', ');
  const which =
    kind === 'calendar' ? `the last ${epochs} epochs` : `the last ${epochs} epochs with an answer that counted`;
  return [
    step(
      `${volume === undefined ? 'no volume' : `volume ${volume}`}: new items of ${which}`,
      [],
      parts || 'no answer counted',
    ),
  ];
};

const scoreSteps = ({ draft, scored }: Outcome, { x, before, standing: { score }, share }: Scored): Step[] => {
  const { emaAlphappm, emaScope } = draft.params;
  const total = [...scored.values()].reduce((sum, other) => sum + other.standing.score, 0n);
  const keeps = x === undefined && emaScope === 'scored';
  const [now, former, after] = [x ?? FX_ZERO, before, score].map(formatFx);
  const ema = `floor((${emaAlphappm} * ${now} + ${1_000_000 - emaAlphappm} * ${former}) / 10^6) = ${after}`;
  const sum = fxFromRaw(total);
  return [
    keeps
      ? step(`score ${formatFx(score)}: not in the curve, so it stays`)
      : step(`score ${formatFx(score)}: one step of the average in an epoch`, [], ema),
    check(
      share > 0n,
      `share ${formatFx(share)}`,
      [],
      `floor(${formatFx(score)} / ${formatFx(sum)}) = ${formatFx(share)} ; the divisor is the sum of all scores`,
    ),
  ];
};

/** Why a miner got its share: every answer, then volume, curve, average and share, with formula, values and lines. */
export const explain = (outcome: Outcome, hotkey: Account): Explanation => {
  const own = outcome.scored.get(hotkey);
  const answers = outcome.answers.get(hotkey) ?? [];
  const isEmptied = answers.some(({ verdict }) => verdict === 'identity');
  const score =
    own === undefined
      ? []
      : [
          {
            title: 'Score',
            steps: [...volumeSteps(outcome, own), curveStep(outcome, own), ...scoreSteps(outcome, own)],
          },
        ];
  return {
    sections: [
      standing(outcome, hotkey),
      ...answers.map((taken) => explainAnswer(outcome.draft, taken, isEmptied)),
      ...score,
    ],
  };
};
