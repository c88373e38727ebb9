import { median } from '../median.mjs';
import { inTurn, runNode, runPython } from '../programs.mjs';

const NAIVE_FACTS = 50_000;

const wall = (runs) => runs.map(({ wallMs }) => wallMs);
/** The median of the ratios of pairs that ran one after the other. */
const ratio = (a, b) => median(a.map((value, i) => value / b[i]));
const perSecond = (facts, ms) => `${Math.round(facts / ms)} thousand a second`;

/** Replay against a Python script without checks, against naive event sourcing, and against itself without checks. */
export const replayRows = ({ log, pairs, expectSeal }) => {
  const runs = inTurn(pairs, {
    ours: () => runNode('replay.mjs', log.folder),
    reference: () => runPython('reference.py', log.folder),
    parse: () => runPython('reference.py', log.folder, '--parse-only'),
    unchecked: () => runNode('replay.mjs', log.folder, '--no-verify'),
  });
  for (const { seal } of runs.ours) expectSeal('replay', seal, log.lastSeal);
  const naiveFacts = Math.min(NAIVE_FACTS, runs.ours[0].facts);
  const naive = runNode('naive.mjs', log.folder, naiveFacts);
  const { facts } = runs.ours[0];
  const ours = median(wall(runs.ours));
  return [
    {
      name: 'replay against a Python script without checks, times as fast',
      value: ratio(wall(runs.reference), wall(runs.ours)),
      bar: { atLeast: 0.6 }, // docs/decisions/0011-replay-against-python.md
      note: `ours ${perSecond(facts, ours)}, Python ${perSecond(facts, median(wall(runs.reference)))}`,
    },
    {
      name: 'that Python script against json.loads alone',
      value: ratio(wall(runs.parse), wall(runs.reference)),
      bar: { atLeast: 0.6 },
      note: `json.loads alone ${perSecond(facts, median(wall(runs.parse)))}`,
    },
    {
      name: 'replay against naive event sourcing, times as fast',
      value: naive.wallMs / naive.facts / (ours / facts),
      bar: { atLeast: 25 },
      note: `naive ${perSecond(naive.facts, naive.wallMs)}, over ${naive.facts} facts`,
    },
    {
      name: 'replay against the same without hash, guard and order, times as long',
      value: ratio(wall(runs.ours), wall(runs.unchecked)),
      bar: { atMost: 1.5 },
      note: `processor time ${ratio(
        runs.ours.map(({ cpuMs }) => cpuMs),
        runs.unchecked.map(({ cpuMs }) => cpuMs),
      ).toFixed(2)}`,
    },
  ];
};
