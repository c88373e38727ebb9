export { type EpochWindow, epochWindow } from './epoch-window.js';
export { type Known, readKnown } from './known.js';
export { type BlockRange, epochsRange, planPull } from './plan-pull.js';
export { type Pulled, type PullPlan, pullBlocks } from './pull.js';
export { type PulledLines, pullLines } from './pull-lines.js';
