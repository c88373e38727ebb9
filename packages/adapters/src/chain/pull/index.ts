export { type EpochWindow, epochWindow } from './epoch-window.js';
export { type Pulled, type PullPlan, pullBlocks } from './pull.js';
