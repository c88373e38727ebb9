import type { EpochCalendar } from './epoch-calendar.js';
import { legacyCalendar } from './legacy.js';
import { type ScheduleState, statefulCalendar } from './stateful.js';

/** The first runtime that keeps its schedule in storage. */
export const STATEFUL_SINCE_SPEC = 423;

/** The calendar of the runtime that a block ran. A counter that its storage does not have is 0 there, so it is 0 here. */
export const calendarOf = (
  specVersion: number,
  netuid: number,
  tempo: number,
  { block, ...counters }: Pick<ScheduleState, 'block'> & Partial<ScheduleState>,
): EpochCalendar => {
  if (specVersion < STATEFUL_SINCE_SPEC) return legacyCalendar(netuid, tempo);
  const { lastEpochBlock = 0, pendingEpochAt = 0, blocksSinceLastStep = 0, subnetEpochIndex = 0 } = counters;
  return statefulCalendar(tempo, { block, lastEpochBlock, pendingEpochAt, blocksSinceLastStep, subnetEpochIndex });
};
