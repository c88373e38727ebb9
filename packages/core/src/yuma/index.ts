export type { Hyperparameters } from './hyperparameters.js';
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
