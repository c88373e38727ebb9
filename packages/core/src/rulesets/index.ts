import { filetao3001 } from './filetao-3.0.0-1.js';
import { filetaoReadme1 } from './filetao-readme-1.js';
import { masa110 } from './masa-1.1.0-1.js';
import { mip2 } from './mip2-1.js';
import { type Ruleset, rulesetForm } from './ruleset.js';
import { zipcodeRace1 } from './zipcode-race-1.js';
import { zipcodeRaceMajority1 } from './zipcode-race-majority-1.js';

/** Every shipped rule set. One is only ever added: a log that names it must replay to the same bits for ever. */
export const RULESETS: readonly Ruleset[] = [
  zipcodeRace1,
  zipcodeRaceMajority1,
  filetaoReadme1,
  filetao3001,
  mip2,
  masa110,
];

/** The shipped rule set of a name such as `zipcode-race@1`; undefined for any other. */
export const findRuleset = (name: string): Ruleset | undefined => RULESETS.find((ruleset) => ruleset.name === name);

export { filetao3001, filetaoReadme1, masa110, mip2, type Ruleset, rulesetForm, zipcodeRace1, zipcodeRaceMajority1 };
