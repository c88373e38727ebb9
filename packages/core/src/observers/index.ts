export { type Book, firstOfEach, lastOfEach, note, type Observation } from './book.js';
export { type Decision, decideByStake, type Vote } from './decide.js';
export { type Electorate, formElectorate, type Majority, type Waiting } from './electorate.js';
export { isHeard, type OneObserver, oneObserver } from './one-observer.js';
export { type ObserversRule, observersRule, type StakeMajorityRule } from './rule.js';
