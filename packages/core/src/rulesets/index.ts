import { masa110 } from './masa-1.1.0-1.js';
import { mip2 } from './mip2-1.js';
import type { Ruleset } from './ruleset.js';
import { zipcodeRace1 } from './zipcode-race-1.js';

/** Every shipped rule set. One is only ever added: a log that names it must replay to the same bits for ever. */
export const RULESETS: readonly Ruleset[] = [zipcodeRace1, mip2, masa110];

/** The shipped rule set of a name such as `zipcode-race@1`; undefined for any other. */
export const findRuleset = (name: string): Ruleset | undefined => RULESETS.find((ruleset) => ruleset.name === name);

export { masa110, mip2, type Ruleset, zipcodeRace1 };
