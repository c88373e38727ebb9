export const half = 0.5; // bad
export const short = .5; // bad
export const scale = 1e18; // bad
export const small = 1_0e-3; // bad
export const wide = 9_007_199_254_740_993; // bad
export const fine = [10n, 1_000, 0x1e3, 0b11, 9_007_199_254_740_991, 1_000_000_000_000_000_000n];
