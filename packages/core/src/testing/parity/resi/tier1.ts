// Doubles are allowed in this file: it reproduces int(expected * 0.85) of the original, mistakes included. A product of two
// doubles is exactly specified, and a quotient such as 85 / 100 is the double nearest to 0.85. It never feeds a hash of ours.

/** Least and greatest row count, both inclusive. */
export interface CountBounds {
  readonly min: number;
  readonly max: number;
}

/** The bounds as resi computes them (vali_utils/miner_evaluator.py): expected * 0.85 and * 1.15 in doubles, truncated. */
export const tier1BoundsInDoubles = (expected: number): CountBounds => ({
  min: Math.floor(expected * (85 / 100)),
  max: Math.floor(expected * (115 / 100)),
});

/** The bounds as they are meant: floor(expected * 85 / 100) and floor(expected * 115 / 100), exact for expected up to 2^46. */
export const tier1BoundsExact = (expected: number): CountBounds => ({
  min: (expected * 85 - ((expected * 85) % 100)) / 100,
  max: (expected * 115 - ((expected * 115) % 100)) / 100,
});

/** Tier 1 of the original: bounds, each half of the check, and the verdict. Without an expected count there is no maximum. */
export interface Tier1Outcome {
  readonly expected: number | undefined;
  readonly actual: number;
  readonly min: number;
  readonly max: number | undefined;
  readonly passesMin: boolean;
  readonly passesMax: boolean;
  readonly passes: boolean;
}

/** resi's _apply_tier1_quantity_validation: expected missing or 0 lets anything pass that is not empty; else min is at least 1. */
export const tier1Outcome = (expected: number | undefined, actual: number): Tier1Outcome => {
  if (expected === undefined || expected <= 0) {
    const passes = actual >= 1;
    return { expected: undefined, actual, min: 1, max: undefined, passesMin: passes, passesMax: true, passes };
  }
  const bounds = tier1BoundsInDoubles(expected);
  const min = Math.max(1, bounds.min);
  const passesMin = actual >= min;
  const passesMax = actual <= bounds.max;
  return { expected, actual, min, max: bounds.max, passesMin, passesMax, passes: passesMin && passesMax };
};
