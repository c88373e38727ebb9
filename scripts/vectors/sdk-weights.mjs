import assert from 'node:assert/strict';
import { emitSdkWeights } from '../../packages/core/dist/weights/sdk-emit.js';
import { nearestDouble, toFloat32, toFloat64 } from '../../packages/core/dist/weights/sdk-float.js';
import { normaliseSdkMaxWeight } from '../../packages/core/dist/weights/sdk-normalise.js';
import { processSdkWeights } from '../../packages/core/dist/weights/sdk-process.js';
import { readSdkWeights } from '../../packages/core/dist/weights/sdk-tensor.js';
import { differs, fxOf, sections } from './check.mjs';

/** Vectors of the Bittensor SDK's bittensor/utils/weight_utils.py, compared bit for bit: float32 is redone in float32. */

const normalise = (row, name) => ({
  name,
  check: () => {
    const round = row.dtype === 'float64' ? toFloat64 : toFloat32;
    assert.deepEqual(normaliseSdkMaxWeight(row.x.map(round), row.limit, round), row.out);
  },
});

/** Whether w/max*65535 is so near to a half that rounding w and max to float32, or cutting them to 18 decimals, may tip it. */
const isNearHalf = (weight, max) => {
  if (max === 0n) return true;
  const twice = 2n * weight * 65_535n;
  const apart = (twice % (2n * max)) - max;
  return (apart < 0n ? -apart : apart) <= twice / 2n ** 22n + 4n * 65_535n;
};

/** The uids whose value in sdk-v1 (doubles nearest to the shares) is not the value that the SDK got from float32. */
const tippedUids = (row, exact) => {
  const value = (uids, values, uid) => values[uids.indexOf(uid)] ?? 0;
  const sent = emitSdkWeights(row.uids, exact.map(nearestDouble));
  return row.uids.filter((uid) => value(sent.uids, sent.values, uid) !== value(row.out_uids, row.out_vals, uid));
};

/** The SDK holds the weights as float32; sdk-v1 starts from exact shares, so a half that float32 tips is a half there. */
const emit = (row, name) => ({
  name,
  check: () => {
    if (row.error !== undefined) {
      assert.throws(() => emitSdkWeights(row.uids, row.weights.map(toFloat32)), RangeError);
      assert.throws(
        () =>
          emitSdkWeights(
            row.uids,
            row.weights.map((weight) => nearestDouble(fxOf(weight))),
          ),
        RangeError,
      );
      return undefined;
    }
    const inFloat32 = emitSdkWeights(row.uids, row.weights.map(toFloat32));
    assert.deepEqual(inFloat32, { uids: row.out_uids, values: row.out_vals });
    const exact = row.weights.map(fxOf);
    const tipped = tippedUids(row, exact);
    const max = exact.reduce((top, weight) => (weight > top ? weight : top));
    for (const uid of tipped) {
      assert.ok(
        isNearHalf(exact[row.uids.indexOf(uid)], max),
        `sdk-v1 gives uid ${uid} another value, and no half explains it`,
      );
    }
    return tipped.length === 0
      ? undefined
      : differs(`float32 tips a half of uid ${tipped.join(', ')}; sdk-v1 rounds it to even`);
  },
});

const process = (row, name) => ({
  name,
  check: () => {
    const processed = processSdkWeights(row.uids, row.weights, {
      numNeurons: row.num_neurons,
      minAllowedWeights: row.min_allowed_weights,
      maxWeightLimit: row.max_weight_limit,
      excludeQuantile: row.exclude_quantile,
    });
    assert.deepEqual(processed, { uids: row.out_uids, weights: row.out_weights });
    const sent = emitSdkWeights(processed.uids, processed.weights);
    assert.deepEqual(sent, { uids: row.emit_uids, values: row.emit_vals });
  },
});

const read = (row, name) => ({
  name,
  check: () => assert.deepEqual(readSdkWeights(row.n, row.uids, row.weights), row.out),
});

export const sdkWeightConversion = (data) =>
  sections(data, {
    normalize_max_weight_f32: normalise,
    convert_weights_and_uids_for_emit_f32: emit,
    process_weights_f32: process,
    convert_weight_uids_and_vals_to_tensor: read,
  });
