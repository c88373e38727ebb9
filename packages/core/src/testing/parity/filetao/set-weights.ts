import { emitSdkWeights } from '../../../weights/sdk-emit.js';
import { processSdkWeights, type SdkLimits, type SdkWeights } from '../../../weights/sdk-process.js';
import type { WeightVector } from '../../../weights/vector.js';

/**
 * FileTAO 3.0.0 storage/validator/weights.py: scores to weights that sum to one, in float32. NaN becomes the lowest score. If that is
 * below zero everybody is raised by it, and then who was below zero gets 0: who had 0 now has more than nothing.
 */
export const originalRawWeights = (scores: readonly number[]): number[] => {
  const known = scores.map((score) => (Number.isNaN(score) ? 0 : Math.fround(score)));
  const lowest = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const filled = scores.map((score, at) => (Number.isNaN(score) ? lowest : (known[at] ?? 0)));
  const raised = lowest < 0 ? filled.map((score) => (score < 0 ? 0 : Math.fround(score - lowest))) : filled;
  const total = raised.reduce((a, b) => Math.fround(a + b), 0);
  return raised.map((score) => (total > 0 ? Math.fround(score / total) : 0));
};

/** What the original sends to the chain: raw weights through the SDK's process and emit steps. */
export const originalWeights = (
  scores: readonly number[],
  limits: Omit<SdkLimits, 'numNeurons' | 'excludeQuantile'>,
): { readonly raw: readonly number[]; readonly processed: SdkWeights; readonly sent: WeightVector } => {
  const raw = originalRawWeights(scores);
  const processed = processSdkWeights([...raw.keys()], raw, {
    ...limits,
    numNeurons: raw.length,
    excludeQuantile: 0,
  });
  return { raw, processed, sent: emitSdkWeights(processed.uids, processed.weights) };
};
