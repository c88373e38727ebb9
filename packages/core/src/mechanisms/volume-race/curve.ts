import { divFloor, FX_ONE, FX_ZERO, type Fx, fxFromRaw } from '../../numbers/fx.js';
import { normalCdfFloor } from '../../numbers/normal-cdf.js';
import { type Exponent, powerInt } from '../../primitives/power.js';
import { momentsOf, zScore } from '../../primitives/z-score.js';
import type { Curve, NormalCurve } from './params.js';

/** The identities of a map that take part in the curve: not dust, and with something new unless zeros are scored. */
const taking = <K>(curve: Curve, dustppm: number, volumes: ReadonlyMap<K, bigint>): [K, bigint][] => {
  let most = 0n;
  for (const volume of volumes.values()) most = volume > most ? volume : most;
  const limit = BigInt(dustppm) * most;
  return [...volumes].filter(
    ([, volume]) => volume * 1_000_000n >= limit && (volume > 0n || curve.zeroVolume === 'score'),
  );
};

/** Phi(z) of each volume; with anchorAtZero what is above Phi(z of no volume), stretched to one. */
const byNormal = ({ anchorAtZero, degenerate, sd }: NormalCurve, volumes: readonly bigint[]): ((s: bigint) => Fx) => {
  if (volumes.length === 1) return () => FX_ONE;
  const moments = momentsOf(volumes);
  const p = (volume: bigint): Fx | undefined => {
    const z = zScore(moments, volume, sd);
    return z === undefined ? undefined : normalCdfFloor(z);
  };
  const ofZero = p(0n);
  if (ofZero === undefined) return () => (degenerate === 'zero' ? FX_ZERO : FX_ONE);
  const above = (found: Fx): Fx => {
    const x = divFloor(fxFromRaw(found - ofZero), fxFromRaw(FX_ONE - ofZero));
    return x > 0n ? x : FX_ZERO;
  };
  return (volume) => {
    const found = p(volume) ?? ofZero;
    return anchorAtZero ? above(found) : found;
  };
};

const functionOf = (curve: Curve, volumes: readonly bigint[]): ((s: bigint) => Fx) => {
  switch (curve.kind) {
    case 'normalCdf':
      return byNormal(curve, volumes);
    case 'linear':
      return (volume) => fxFromRaw(volume * FX_ONE);
    case 'power':
      return (volume) => fxFromRaw(powerInt(volume, curve.exponent as Exponent) * FX_ONE);
  }
};

/**
 * x of every identity in the curve (rule 5); who is not in the result has none, which counts as 0. `volumes` are those of
 * identities with an answer that counted in the window. Exact: only Phi and the root are floors.
 */
export const scoreVolumes = <K>(curve: Curve, dustppm: number, volumes: ReadonlyMap<K, bigint>): Map<K, Fx> => {
  const inCurve = taking(curve, dustppm, volumes);
  const score = functionOf(
    curve,
    inCurve.map(([, volume]) => volume),
  );
  // Phi costs tens of microseconds, and many miners may have one volume.
  const known = new Map<bigint, Fx>();
  const once = (volume: bigint): Fx => {
    const found = known.get(volume) ?? score(volume);
    known.set(volume, found);
    return found;
  };
  return new Map(inCurve.map(([identity, volume]) => [identity, once(volume)]));
};
