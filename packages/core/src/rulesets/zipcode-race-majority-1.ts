import type { Ruleset } from './ruleset.js';
import { zipcodeRace1 } from './zipcode-race-1.js';

/** The same race for validators that share what they see: a majority of stake decides (docs/mechanisms/observers.md). */
export const zipcodeRaceMajority1: Ruleset = {
  ...zipcodeRace1,
  name: 'zipcode-race-majority@1',
  params: {
    ...zipcodeRace1.params,
    observers: { kind: 'stakeMajority', quorumppm: 500_000, requireppm: 500_000, supportppm: 500_000 },
  },
};
