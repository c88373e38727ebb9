import { filetaoReadme1 } from '@subnet-scoring/core/testing';
import { factOf } from './fact.mjs';
import { observedEpoch } from './observed-epoch.mjs';

// Each step stores and challenges, and every fifth retrieves.
const RETRIEVE_EVERY = 5;
const PINGED = 40;
/** Miners of a batch: by the README the three of a round, which pings "every m steps"; FileTAO 3.0.0 pings in each. */
const README_MIX = { store: 3, challenge: 3, retrieve: 3, pingEvery: 10 };
const CODE_MIX = { store: 15, challenge: 10, retrieve: 10, pingEvery: 1 };
const CUTOFF_MS = { store: 12_000, challenge: 30_000, retrieve: 60_000 };
const KIBIBYTE = 1_024;

/** A size of some mebibytes on the mean, now and then a hundred times as much. */
const sizeOf = (random) => (256 << random.below(10)) * KIBIBYTE + random.below(256 * KIBIBYTE);

const resultOf = (random, hotkey, bytes, cutoffMs) => {
  const base = { bytes, hotkey, latencyMs: Math.floor(cutoffMs / 20) + random.below(Math.floor(cutoffMs / 2)) };
  if (random.chance(40_000)) return { ...base, outcome: 'failed' };
  if (random.chance(40_000)) return { ...base, latencyMs: cutoffMs, outcome: 'timeout' };
  return { ...base, outcome: 'passed' };
};

/** One step: a new file for some miners, a challenge about files that are stored, and at times pings and a retrieval. */
const step = ({ random, epoch, by, miners, sizes, mix }, number, block) => {
  const some = (count) => random.some(miners, count).map(({ hotkey }) => hotkey);
  const batch = (task, bytesOf) => {
    const cutoffMs = CUTOFF_MS[task];
    const results = some(mix[task]).map((hotkey) => resultOf(random, hotkey, bytesOf(), cutoffMs));
    return factOf(epoch, block, 'TaskBatchCompleted', { batch: `${number}.${task}`, cutoffMs, results, task }, { by });
  };
  const file = sizeOf(random);
  sizes.push(file);
  const stored = () => random.pick(sizes);
  const ping = () => {
    const results = some(PINGED).map((hotkey) => ({ hotkey, up: !random.chance(20_000) }));
    return factOf(epoch, block, 'MonitorPinged', { results }, { by });
  };
  return [
    batch('store', () => file),
    batch('challenge', stored),
    ...(number % mix.pingEvery === 0 ? [ping()] : []),
    ...(number % RETRIEVE_EVERY === 0 ? [batch('retrieve', stored)] : []),
  ];
};

const makeEpoch = (mix) =>
  observedEpoch({
    name: 'storage',
    ruleset: filetaoReadme1,
    perStep: 2 + 1 / RETRIEVE_EVERY + 1 / mix.pingEvery,
    margin: { first: 1, total: 2 },
    step,
    more: () => ({ sizes: [], mix }),
  });

/** Batches of three under filetao-readme@1, as its README selects. */
export const storageLog = { name: 'storage', makeEpoch: makeEpoch(README_MIX) };
/** Batches of ten and fifteen and pings in every step, as FileTAO 3.0.0 makes them. */
export const largeBatchLog = { name: 'storage-large', makeEpoch: makeEpoch(CODE_MIX) };
