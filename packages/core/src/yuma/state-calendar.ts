import { calendarOf, type EpochCalendar } from '../calendar/index.js';
import type { SubnetState } from './subnet-state.js';

/** The calendar of a subnet's epochs, by the runtime and the counters of its state; undefined where its tempo is not known. */
export const stateCalendar = ({
  specVersion,
  netuid,
  block,
  hyperparameters: { tempo },
  counters,
}: SubnetState): EpochCalendar | undefined =>
  tempo === undefined ? undefined : calendarOf(specVersion, netuid, tempo, { block, ...counters });
