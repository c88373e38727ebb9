export { decodeSubnetState } from './decode-subnet-state.js';
export { type Epoch, type EpochInput, runEpoch } from './epoch.js';
export { epochInput } from './epoch-input.js';
export { type EpochTerms, epochTerms } from './epoch-terms.js';
export { type Forecast, forecast, type Gain, type Plan } from './forecast.js';
export type { Hyperparameters } from './hyperparameters.js';
export { type MovedSlot, movedSlots, planOf } from './plan-of.js';
export type { Refusal } from './refusal.js';
export { stateCalendar } from './state-calendar.js';
export {
  type Cell,
  type EpochCounters,
  type Inheritance,
  type NeuronState,
  type Row,
  type SubnetState,
  subnetState,
  type WeightCommit,
} from './subnet-state.js';
