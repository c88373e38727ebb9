import { defineEvent, type EventOf } from './define.js';
import { listOf, record, type ValueOf } from './field.js';
import { account, bool } from './values.js';

const RESULTS_MAX = 65_536;
const ping = record('answer of one miner', { hotkey: account, up: bool });

const distinctHotkeys = (results: readonly ValueOf<typeof ping>[]): boolean =>
  new Set(results.map(({ hotkey }) => hotkey)).size === results.length;

/** A validator pinged miners; who answered is up. */
export const MonitorPinged = defineEvent({
  type: 'MonitorPinged',
  phase: 9,
  origin: 'observer',
  data: { results: listOf(ping, RESULTS_MAX, { says: 'every hotkey once', holds: distinctHotkeys }) },
});
export type MonitorPinged = EventOf<typeof MonitorPinged>;
