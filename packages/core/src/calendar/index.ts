export { calendarOf, STATEFUL_SINCE_SPEC } from './calendar-of.js';
export type { Committed, EpochCalendar, RevealWindow } from './epoch-calendar.js';
export { legacyCalendar } from './legacy.js';
export { nextEpochStart, type ScheduleState, statefulCalendar } from './stateful.js';
export { upgradeSchedule } from './upgrade.js';
