import type { Ruleset } from './ruleset.js';

/** FileTAO as its code of release 3.0.0 computes it, where that can be computed: docs/mechanisms/storage-tiers.md lists what it repeats. */
export const filetao3001: Ruleset = {
  name: 'filetao-3.0.0@1',
  mechanism: 'storage-tiers',
  version: 1,
  params: {
    boost: { requiresSuccess: false, slots: 2 },
    emaAlphappm: 50_000,
    emptyWindow: 'half',
    monitor: { consecutive: false, missesAllowed: 5, penaltyppm: -5_000 },
    observer: 'any',
    penalties: {
      challenge: { ppm: 0, timesFactor: false },
      retrieve: { ppm: -10_000, timesFactor: true },
      store: { ppm: 0, timesFactor: false },
    },
    rolloverBlocks: 1080,
    speed: { of: 'all', shiftppm: 300_000, spanppm: 2_000_000, steepness: 7, zipSizes: true },
    // 1 PB = 1024^5 bytes, 1 TB = 1024^4 bytes
    tiers: [
      {
        boostppm: 1_020_000,
        factorppm: 1_000_000,
        limitBytes: '56294995342131200',
        minSuccesses: 15_000,
        minWilsonppm: 850_000,
        name: 'Super Saiyan',
      },
      {
        boostppm: 1_040_000,
        factorppm: 900_000,
        limitBytes: '22517998136852480',
        minSuccesses: 10_000,
        minWilsonppm: 800_000,
        name: 'Ruby',
      },
      {
        boostppm: 1_050_000,
        factorppm: 850_000,
        limitBytes: '11258999068426240',
        minSuccesses: 7_000,
        minWilsonppm: 750_000,
        name: 'Emerald',
      },
      {
        boostppm: 1_080_000,
        factorppm: 800_000,
        limitBytes: '5629499534213120',
        minSuccesses: 5_000,
        minWilsonppm: 700_000,
        name: 'Diamond',
      },
      {
        boostppm: 1_100_000,
        factorppm: 750_000,
        limitBytes: '1125899906842624',
        minSuccesses: 3_000,
        minWilsonppm: 650_000,
        name: 'Platinum',
      },
      {
        boostppm: 1_120_000,
        factorppm: 700_000,
        limitBytes: '219902325555200',
        minSuccesses: 2_000,
        minWilsonppm: 600_000,
        name: 'Gold',
      },
      {
        boostppm: 1_160_000,
        factorppm: 650_000,
        limitBytes: '54975581388800',
        minSuccesses: 500,
        minWilsonppm: 550_000,
        name: 'Silver',
      },
      {
        boostppm: 1_200_000,
        factorppm: 600_000,
        limitBytes: '10995116277760',
        minSuccesses: 0,
        minWilsonppm: 0,
        name: 'Bronze',
      },
    ],
    // z = 0.6744897501960817, the 75th percentile of the normal curve
    wilson: { kind: 'centre', zDen: '10000000000000000', zNum: '6744897501960817' },
  },
};
