import type { Ruleset } from './ruleset.js';

/** First to submit, balanced with quality (docs/mechanisms/zipcode-race.md says what every number does). */
export const zipcodeRace1: Ruleset = {
  name: 'zipcode-race@1',
  mechanism: 'zipcode-race',
  version: 1,
  params: {
    checkFields: { data: ['address', 'price', 'propertyType'], identity: ['id', 'zipcode'] },
    countToleranceppm: 100_000,
    evaluateTop: 6,
    extractor: 'listing@1',
    graceBlocks: 0,
    maxDuplicateIdRows: 0,
    maxEvaluate: 20,
    maxWrongZipRows: 0,
    minCompleteppm: 900_000,
    observers: { kind: 'any' },
    participation: { lottery: 8, lotteryRows: 3, maxppm: 30_000, minZipcodes: 1, ppm: 100 },
    quality: { qualityppm: 400_000, speedppm: 600_000 },
    requiredFields: [
      'address',
      'bathrooms',
      'bedrooms',
      'listingDate',
      'listingStatus',
      'price',
      'propertyType',
      'sqft',
    ],
    shareppm: [550_000, 300_000, 100_000],
    spotCheck: {
      confirmBlocks: 100,
      confirmations: 2,
      minConclusiveppm: 800_000,
      passppm: 800_000,
      rows: 10,
      syntheticRows: 2,
    },
    strikeEpochs: 6,
    tiers: {
      rolloverEpochs: 42,
      table: [
        { factorppm: 1_000_000, minPassed: 2000, minWilsonppm: 900_000, name: 'Diamond', rows: 6 },
        { factorppm: 950_000, minPassed: 500, minWilsonppm: 800_000, name: 'Gold', rows: 10 },
        { factorppm: 900_000, minPassed: 100, minWilsonppm: 700_000, name: 'Silver', rows: 10 },
        { factorppm: 850_000, minPassed: 0, minWilsonppm: 0, name: 'Bronze', rows: 10 },
      ],
      zDen: 100,
      zNum: 196,
    },
  },
};
