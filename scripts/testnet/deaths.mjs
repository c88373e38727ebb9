// When processes are killed: by a seed, so that a run can be played again. What a process does at that very moment is not.

const MULTIPLIER = 48_271;
const MODULUS = 2_147_483_647;
/** Until a process has loaded and does something. */
const START_MS = 1_500;

/** A sequence of whole numbers that follows from a seed. */
export const randomFrom = (seed) => {
  let state = 1 + (seed % (MODULUS - 1));
  return (below) => {
    state = (state * MULTIPLIER) % MODULUS;
    return state % below;
  };
};

/** The same things in another order. */
export const shuffled = (random, items) => {
  const left = [...items];
  return items.map(() => left.splice(random(left.length), 1)[0]);
};

/** Dies so many times: each life after a number of lines below `lines`, and some milliseconds. */
export const deathsAtLines = (random, { times, lines, ms }) => {
  let left = times;
  return () => {
    const at = random(lines);
    return (_, count) => {
      if (left === 0 || count !== at) return undefined;
      left -= 1;
      return random(at === 0 ? START_MS : ms);
    };
  };
};

/** What a line is about: the word before its colon. */
const kindOf = (line) => line.split(':', 1)[0];

/** Dies once after each kind of line, the first time that it is heard, and some milliseconds. */
export const deathsAfter = (random, { kinds, ms }) => {
  const left = new Set(kinds);
  return () => (line) => (left.delete(kindOf(line)) ? random(line === '' ? START_MS : ms) : undefined);
};

/** What a validator does in an epoch, after which it is killed; '' is its start. */
const STEPS = [
  '',
  'open',
  'ingest',
  'check',
  'publishObservations',
  'exchange',
  'seal',
  'planWeights',
  'applyWeights',
  'publishResult',
];

/** Requests of an epoch that nobody disturbs, and lines of a delivery. */
const REQUESTS = { chain: 800, bucket: 280, source: 180 };
const DELIVERY_LINES = 5;
const STEP_MS = 60;
const REQUEST_MS = 10;

/**
 * Lives of the processes of a network, each of which is killed so many times in an epoch. Servers live as long as the network. The kinds
 * of steps are dealt out to the validators, so that three times leave out one of them at most.
 */
export const killer = (seed, times, epochs) => {
  const random = randomFrom(seed);
  let deck = [];
  let deaths = 0;
  const dealt = () => {
    if (deck.length === 0) deck = shuffled(random, STEPS);
    return deck.pop();
  };
  const counted = (life) => () => {
    const dies = life();
    return (line, count) => {
      const ms = dies(line, count);
      const came = () => {
        deaths += 1;
      };
      return ms === undefined ? undefined : { ms, came };
    };
  };
  const lifeOf = (kind) => {
    if (kind === 'validator') {
      const kinds = Array.from({ length: times }, dealt);
      return counted(deathsAfter(random, { kinds, ms: STEP_MS }));
    }
    if (kind === 'miner') return counted(deathsAtLines(random, { times, lines: DELIVERY_LINES, ms: STEP_MS }));
    // So the deaths of an epoch lie all over it.
    const lines = Math.ceil((2 * REQUESTS[kind]) / (times + 1));
    return counted(deathsAtLines(random, { times: times * epochs, lines, ms: REQUEST_MS }));
  };
  return { lifeOf, killed: () => deaths };
};
