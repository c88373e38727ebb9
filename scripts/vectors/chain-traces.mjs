import assert from 'node:assert/strict';
import { bondsAlpha } from '../../packages/core/dist/yuma/bonds.js';
import { runEpoch } from '../../packages/core/dist/yuma/epoch.js';
import { epochTerms } from '../../packages/core/dist/yuma/epoch-terms.js';
import { I32F32, I64F64, proportionOf } from '../../packages/core/dist/yuma/fixed-point.js';
import { TRACED } from './chain-traced.mjs';
import { differs } from './check.mjs';

/** Epochs of the runtime's own tests: what they assert, exactly, and what their authors printed, to ten digits. */

const EMISSION = 1_000_000_000n;

const all = (size, value) => Array.from({ length: size }, () => value);

const FULL_ROW = [
  [2, 65_535],
  [3, 65_535],
];

/** After uid 3 was given to another, without stake. */
const REPLACED = {
  block: 2,
  lastUpdate: [2, 1, 1, 1],
  registeredAt: [0, 0, 0, 1],
  stakes: [1, 1, 1, 0],
  permits: [true, true, true, false],
  older: ['W (permit)', 'B (outdatedmask)', 'B (mask+norm)', 'emaB', 'emaB (max-upscale)'],
};

// What was sent, where the runtime stores it scaled up.
const AS_SENT = ['W', 'W (permit)', 'W (permit+diag)', 'W (permit+diag+outdate)'];

/**
 * What a test sets up and its file does not say: by step the block, and what of the neurons is not 0 and not true. `loops` are
 * the uids of assertions that stand in a loop, in their order; `older` are lines that an older version of the runtime printed.
 * Source: pallets/subtensor/src/tests/epoch.rs @ 14bc6f9f.
 */
const SETUPS = {
  test_bonds: {
    size: 8,
    tempo: 1,
    step: (i) => ({
      block: i + 1,
      stakes: [1, 2, 3, 4, 0, 0, 0, 0],
      lastUpdate: [1, 1, 1, 1, 0, 0, 0, 0],
      older: ['new_validator_permits'],
    }),
  },
  test_active_stake: {
    size: 4,
    tempo: 1,
    stored: 65_535,
    bonds: [FULL_ROW, FULL_ROW, [], []],
    step: (i) => ({
      block: 5002 + i,
      lastUpdate: [5002, i === 0 ? 1 : 5002, 0, 0],
      loops: [1, 1],
      older: [...AS_SENT, 'W (threshold)', 'C', ...(i === 0 ? ['B', 'B (outdatedmask)', 'emaB (max-upscale)'] : [])],
    }),
  },
  test_outdated_weights: {
    size: 4,
    tempo: 0,
    step: (i) => (i === 0 ? { block: 1, lastUpdate: [1, 1, 1, 1] } : REPLACED),
  },
  test_zero_weights: {
    size: 2,
    tempo: 65_534,
    step: (i) => ({ block: 1 + i, lastUpdate: [0, 1], stakes: [1, 0], loops: [0, 1] }),
  },
};

const fixed = (rows) => rows.map((cells) => cells.map(([uid, value]) => [uid, I32F32.fromInt(BigInt(value))]));

const inputOf = ({ size, tempo }, step, weights, bonds) => ({
  block: step.block,
  totalStake: (step.stakes ?? all(size, 1)).map((stake) => I64F64.fromInt(BigInt(stake))),
  stakeThresholdRao: 0n,
  ownerUid: undefined,
  isOwnerExempt: true,
  permits: step.permits ?? all(size, true),
  maxAllowedValidators: size,
  lastUpdate: step.lastUpdate,
  registeredAt: step.registeredAt ?? all(size, 0),
  activityCutoffBlocks: 5000,
  commitBlocks: [],
  weights: fixed(weights),
  bonds: fixed(bonds),
  lastTempo: Math.max(0, step.block - tempo),
  kappa: proportionOf(32_767),
  bondsPenalty: proportionOf(65_535),
  bondsAlpha: bondsAlpha(900_000n),
  emissionRao: EMISSION,
});

const rowsOf = (terms, size) => {
  const rows = new Map(terms.bonds);
  return Array.from({ length: size }, (_, uid) => rows.get(uid) ?? []);
};

const assertion = ({ terms, rows }, { bond, u16, get, uid, value }) => {
  if (bond !== undefined) return assert.equal(rows[bond[0]].find(([column]) => column === bond[1])?.[1] ?? 0, u16);
  assert.ok(uid !== undefined, 'an assertion in a loop, and its uids are not known');
  assert.ok(Object.hasOwn(terms, get), `no ${get} in what an epoch stores`);
  return assert.equal(Number(terms[get][uid]), value);
};

const NOT_OF_AN_EPOCH = new Set(['registrations_this_block']);

const assertionCases = (run, title, asserts, loops = []) => {
  let looped = 0;
  return asserts
    .filter(({ get }) => !NOT_OF_AN_EPOCH.has(get))
    .map((wanted) => {
      const uid = wanted.uid ?? loops[looped++];
      const what = wanted.bond === undefined ? `${wanted.get} of ${uid}` : `bond ${wanted.bond.join(' to ')}`;
      return { name: `${title}: ${what}`, check: () => assertion(run, { ...wanted, uid }) };
    });
};

const stepsOf = (test, { steps }) => {
  assert.ok(Object.hasOwn(SETUPS, test), `what ${test} sets up is not known`);
  const setup = SETUPS[test];
  let weights = all(setup.size, []);
  let bonds = setup.bonds ?? all(setup.size, []);
  return steps.flatMap(({ trace, asserts_after: asserts }, i) => {
    const step = setup.step(i);
    weights = (trace.W ?? weights).map((cells) => cells.map(([uid, value]) => [uid, setup.stored ?? value]));
    const input = inputOf(setup, step, weights, bonds);
    const epoch = runEpoch(input);
    const terms = epochTerms(epoch);
    bonds = rowsOf(terms, setup.size);
    const title = `${test} ${i + 1}`;
    const traced = Object.entries(trace).flatMap(([key, printed]) => {
      const name = `${title}: ${key}`;
      if (step.older?.includes(key))
        return [{ name, check: () => differs('an older version of the runtime printed this') }];
      if (!Object.hasOwn(TRACED, key)) return [{ name, check: () => assert.fail('no runner looks at this') }];
      return [{ name, check: () => TRACED[key]({ epoch, terms, input }, printed) }];
    });
    return [...assertionCases({ terms, rows: bonds }, title, asserts, step.loops), ...traced];
  });
};

/** A case for each assertion, and for each line that was printed. */
export const rustTraces = ({ tests }) => Object.entries(tests).flatMap(([test, data]) => stepsOf(test, data));
