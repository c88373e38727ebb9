import { quantiseExact } from './quantise-exact.js';
import { quantiseSdk } from './sdk-emit.js';
import { quantiseSdkFull, type SdkLimits } from './sdk-process.js';
import type { UidShare, WeightVector } from './vector.js';

/** How shares become u16: `exact-v1` is ours, the other two reproduce the SDK for audits and parity. */
export type WeightProfile =
  | { readonly name: 'exact-v1' }
  | { readonly name: 'sdk-v1' }
  | { readonly name: 'sdk-full-v1'; readonly limits: SdkLimits };

/** Turns shares (Fx >= 0, one per uid) into the u16 vector of a profile. Rounding and errors are those of the profile's function. */
export const quantiseWeights = (profile: WeightProfile, shares: readonly UidShare[]): WeightVector => {
  switch (profile.name) {
    case 'exact-v1':
      return quantiseExact(shares);
    case 'sdk-v1':
      return quantiseSdk(shares);
    case 'sdk-full-v1':
      return quantiseSdkFull(shares, profile.limits);
  }
};
