import type { Ruleset } from './ruleset.js';
import { zipcodeRace1 } from './zipcode-race-1.js';

/** Every shipped rule set. One is only ever added: a log that names it must replay to the same bits for ever. */
export const RULESETS: readonly Ruleset[] = [zipcodeRace1];

/** The shipped rule set of a name such as `zipcode-race@1`; undefined for any other. */
export const findRuleset = (name: string): Ruleset | undefined => RULESETS.find((ruleset) => ruleset.name === name);

export { type Ruleset, zipcodeRace1 };
