export { replay } from './engine/replay.js';
export { evolve } from './mechanisms/storage-tiers/evolve.js'; // bad
