import type { Ruleset } from './ruleset.js';

/** The volume competition of MIP-2 without its original's defects (docs/mechanisms/volume-race.md says what every number does). */
export const mip2: Ruleset = {
  name: 'mip2@1',
  mechanism: 'volume-race',
  version: 1,
  params: {
    badItem: 'dropItem',
    curve: { anchorAtZero: true, kind: 'normalCdf', sd: 'population', zeroVolume: 'exclude' },
    dedupeScope: 'coldkey',
    dustppm: 100_000,
    emaAlphappm: 100_000,
    emaScope: 'all',
    maxNewIds: 100_000,
    minFreshppm: 900_000,
    minMatchingppm: 900_000,
    observer: 'any',
    spotCheck: { minConclusiveppm: 660_000, passppm: 1_000_000, rows: 3 },
    timeoutMs: 40_000,
    window: { epochs: 6, kind: 'calendar' },
  },
};
