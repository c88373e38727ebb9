import assert from 'node:assert/strict';
import { resiEpochWeights } from '../../packages/core/dist/testing/parity/resi/epoch-weights.js';
import {
  tier1BoundsExact,
  tier1BoundsInDoubles,
  tier1Outcome,
} from '../../packages/core/dist/testing/parity/resi/tier1.js';
import { tier3Passes, tier3PassRate } from '../../packages/core/dist/testing/parity/resi/tier3.js';
import { emitSdkWeights } from '../../packages/core/dist/weights/sdk-emit.js';
import { processSdkWeights } from '../../packages/core/dist/weights/sdk-process.js';
import { assertMapNear, assertNear, differs, fxOf } from './check.mjs';

/** Vectors of resi-labs-ai/resi. */

/**
 * Not compared, because the original gets them by adding doubles, or visiting sets, in an order that its own results depend
 * on: result_floats_hex, consensus_hash (a hash of those doubles), total_participants (who wins in a later zipcode is counted
 * or not by the order of zipcodes) and reward_distribution_summary.
 */
export const epochWeights = ({ cases }) =>
  cases.map(({ name, zipcode_results: results, result }) => ({
    name,
    check: () => {
      const ours = resiEpochWeights(
        results.map((zip) => ({
          zipcode: zip.zipcode,
          winnerRows: zip.total_listings_found,
          winners: Object.entries(zip.zipcode_rewards).map(([hotkey, reward]) => ({
            hotkey,
            share: fxOf(reward.reward_percentage),
          })),
          participants: zip.participants,
        })),
      );
      assertMapNear(ours.scores, result.miner_scores, 'score');
      assertMapNear(ours.zipcodeWeights, result.zipcode_weights, 'weight');
      assert.equal(ours.winners, result.total_winners);
      assert.equal(ours.rows, result.total_epoch_listings);
    },
  }));

const differsInDoubles = (expected) => {
  const doubles = tier1BoundsInDoubles(expected);
  const exact = tier1BoundsExact(expected);
  return doubles.min !== exact.min || doubles.max !== exact.max;
};

const onPurpose = (expected) => {
  const [doubles, exact] = [tier1BoundsInDoubles(expected), tier1BoundsExact(expected)];
  return differs(
    `the original's doubles allow ${doubles.min}..${doubles.max}, exactly it is ${exact.min}..${exact.max}`,
  );
};

const tier1Bound = (row, listed) => ({
  name: `expected ${row.expected}`,
  check: () => {
    const doubles = tier1BoundsInDoubles(row.expected);
    const exact = tier1BoundsExact(row.expected);
    const { min, max } = tier1Outcome(row.expected, 0);
    assert.deepEqual([min, max], [row.head_min, row.head_max]);
    assert.deepEqual([doubles.min, doubles.max], row.v33b9890_range);
    assert.deepEqual([exact.min, exact.max], row.exact_floor_85_115);
    assert.equal(differsInDoubles(row.expected), row.float_differs_from_exact);
    assert.equal(listed.includes(row.expected), row.float_differs_from_exact, 'the list of such values says otherwise');
    return row.float_differs_from_exact ? onPurpose(row.expected) : undefined;
  },
});

const tier1Listed = (expected) => ({
  name: `expected ${expected}`,
  check: () => {
    assert.ok(differsInDoubles(expected), 'doubles and exact integers agree here');
    return onPurpose(expected);
  },
});

/** The list of values where doubles err may name values that the file has no row for: they are cases of their own. */
export const tier1Bounds = ({ cases, expected_values_where_double_differs_from_exact: listed }) => {
  const rows = new Set(cases.map(({ expected }) => expected));
  return [
    ...cases.map((row) => tier1Bound(row, listed)),
    ...listed.filter((expected) => !rows.has(expected)).map(tier1Listed),
  ];
};

export const tier1Outcomes = ({ cases }) =>
  cases.map(({ expected, actual, passes, metrics }) => ({
    name: `expected ${expected}, actual ${actual}`,
    check: () => {
      const ours = tier1Outcome(expected ?? undefined, actual);
      assert.equal(ours.passes, passes);
      assert.deepEqual(
        {
          actual_count: ours.actual,
          expected_count: ours.expected ?? null,
          expected_min: ours.min,
          expected_max: ours.max ?? null,
          passes_min: ours.passesMin,
          passes_max: ours.passesMax,
          tier: 1,
          has_api_data: ours.expected !== undefined,
        },
        metrics,
      );
    },
  }));

export const tier3Threshold = ({ cases }) =>
  cases.map(({ checks, valid, passes, pass_rate: rate }) => ({
    name: `${valid} of ${checks}`,
    check: () => {
      assert.equal(tier3Passes(valid, checks), passes);
      const ours = tier3PassRate(valid, checks);
      if (ours === undefined) assert.equal(rate, null);
      else assertNear(ours, rate, 'pass rate');
    },
  }));

/** Bit for bit: what the SDK computes in float32 is redone in float32. */
export const weightsToChain = ({ cases }) =>
  cases.map((row) => ({
    name: row.name,
    check: () => {
      const processed = processSdkWeights(row.uids, row.weights, {
        numNeurons: row.num_neurons,
        minAllowedWeights: row.min_allowed_weights,
        maxWeightLimit: row.max_weight_limit,
        excludeQuantile: 0,
      });
      assert.deepEqual(processed, { uids: row.processed_uids, weights: row.processed_weights });
      const sent = emitSdkWeights(processed.uids, processed.weights);
      assert.deepEqual(sent, { uids: row.emit_uids, values: row.emit_u16 });
    },
  }));
