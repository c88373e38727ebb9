import { mip2 } from './mip2-1.js';
import type { Ruleset } from './ruleset.js';

/**
 * Volumes, curve and average as masa-bittensor 1.1.0 computes them, its defects included, for comparison: zeros are paid, equal
 * volumes are not, old buckets survive a gap, and who falls out of the window keeps its score.
 */
export const masa110: Ruleset = {
  name: 'masa-1.1.0@1',
  mechanism: 'volume-race',
  version: 1,
  params: {
    ...mip2.params,
    curve: { anchorAtZero: false, degenerate: 'zero', kind: 'normalCdf', sd: 'population', zeroVolume: 'score' },
    dedupeScope: 'identity',
    dustppm: 0,
    emaScope: 'scored',
    window: { epochs: 6, kind: 'existing' },
  },
};
