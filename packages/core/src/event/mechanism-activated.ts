import { defineEvent, type EventOf } from './define.js';
import { jsonObject } from './json.js';
import { account, epochNumber, integer, ppm, slug, versioned } from './values.js';

/** From `fromEpoch` on, a mechanism scores with these parameters and a share of the whole; shareppm 0 ends it. */
export const MechanismActivated = defineEvent({
  type: 'MechanismActivated',
  phase: 0,
  origin: 'authority',
  signed: true,
  data: {
    burnHotkey: account,
    fromEpoch: epochNumber,
    mechanism: slug,
    params: jsonObject,
    ruleset: versioned,
    shareppm: ppm,
    version: integer(1, 65_535),
  },
});
export type MechanismActivated = EventOf<typeof MechanismActivated>;
