import { median } from '../median.mjs';
import { inTurn, runNode } from '../programs.mjs';

const MILLION = 1_000_000;

/** Facts a second of a run. */
const speedOf = ({ facts, wallMs }) => (1_000 * facts) / wallMs;

/** Results, pings and ids that the facts of a log list. */
const listedIn = ({ mix }) => Object.values(mix).reduce((sum, { listed = 0 }) => sum + listed, 0);

/** Replay of other mechanisms against that of the zipcode race: facts a second, and beside it what their facts list. */
export const mechanismRows = ({ zipcodes, others, pairs, expectSeal }) => {
  const replay = (log) => () => runNode('replay.mjs', log.folder);
  const logs = { zipcodes, ...Object.fromEntries(others.map(({ name, log }) => [name, log])) };
  const runs = inTurn(pairs, Object.fromEntries(Object.entries(logs).map(([name, log]) => [name, replay(log)])));
  for (const [name, log] of Object.entries(logs)) {
    for (const { seal } of runs[name]) expectSeal(`replay of ${name}`, seal, log.lastSeal);
  }
  return others.map(({ name, log, atLeast }) => {
    const facts = runs[name][0].facts;
    const perFact = listedIn(log) / facts;
    const speeds = runs[name].map(speedOf);
    const ratios = speeds.map((speed, i) => speed / speedOf(runs.zipcodes[i]));
    const listed = ((perFact * median(speeds)) / MILLION).toFixed(2);
    return {
      name: `${name}, facts a second against the zipcode race`,
      value: median(ratios),
      bar: { atLeast },
      note: `${perFact.toFixed(1)} results or ids a fact, ${listed} million a second`,
    };
  });
};

/** Memory of the ids that 256 owners of the volume race have returned, 100,000 each. */
export const volumeHistoryRows = ({ miners, ids }) => {
  const { peakBytes, epochMs, snapshotBytes } = runNode('volume-history.mjs', miners, ids);
  return [
    {
      name: `volume race, memory of ${miners} histories of ${ids} ids, MB`,
      value: peakBytes / MILLION,
      bar: { atMost: 600 },
      note: `an epoch of 1000 ids each on top ${epochMs.toFixed(0)} ms, snapshot ${(snapshotBytes / MILLION).toFixed(0)} MB`,
    },
  ];
};
