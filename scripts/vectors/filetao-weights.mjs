import assert from 'node:assert/strict';
import { normaliseShares } from '../../packages/core/dist/primitives/shares.js';
import { originalWeights } from '../../packages/core/dist/testing/parity/filetao/set-weights.js';
import { differs, fxOf } from './check.mjs';
import { assertClose32, assertDoubleClose32 } from './filetao-close.mjs';

/** Vectors of FileTAO's set_weights: the original's arithmetic is repeated, and our shares are compared with its raw weights. */

const compareLists = (actual, expected, what) => {
  assert.equal(actual.length, expected.length, `${what}: another number of them`);
  for (const [i, value] of expected.entries()) assertDoubleClose32(actual[i], value, `${what} ${i + 1}`);
};

const weightCase = (item, at) => ({
  name: `${at + 1}: ${item.scores.length} scores`,
  check: () => {
    const scores = item.scores.map((score) => score ?? Number.NaN);
    const limits = { minAllowedWeights: item.min_allowed_weights, maxWeightLimit: item.max_weight_limit };
    if (item.error !== null) {
      assert.throws(() => originalWeights(scores, limits));
      return differs(`the original raises ${item.error}`);
    }
    const { raw, processed, sent } = originalWeights(scores, limits);
    compareLists(raw, item.raw_weights, 'raw weight');
    assert.deepEqual(processed.uids, item.processed_uids);
    compareLists(processed.weights, item.processed_weights, 'processed weight');
    assert.deepEqual(sent.uids, item.emitted_uids);
    for (const [i, value] of item.emitted_u16.entries()) {
      assert.ok(Math.abs(sent.values[i] - value) <= 1, `u16 of uid ${sent.uids[i]}: ${sent.values[i]}, not ${value}`);
    }
    if (item.scores.some((score) => score === null || score < 0)) {
      return differs(
        'the original raises everybody by the lowest score, NaN included; here a score below 0 just counts 0',
      );
    }
    const shares = normaliseShares(item.scores.map(fxOf));
    for (const [i, share] of shares.entries()) assertClose32(share, item.raw_weights[i], `share ${i + 1}`);
    return undefined;
  },
});

export const setWeights = ({ cases }) => cases.map(weightCase);
