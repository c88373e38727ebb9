import { anything, bool, count, hash, listOf, object, oneOf, type Schema, text } from './shapes.js';

const reason = oneOf(
  'CHOSEN',
  'TOO_MUCH',
  'NOT_DRAWN',
  'OTHER_STATE',
  'NO_WEIGHT',
  'TOO_SMALL',
  'TOO_LARGE',
  'COOLING_DOWN',
);

/** Schemas of the commands that open epochs to others. */
export const ASSIGNMENT_SCHEMAS = {
  assign: object(
    {
      netuid: count,
      epoch: count,
      kind: oneOf('assigned', 'short'),
      goal: object({ listings: count, low: count, high: count }),
      listings: count,
      hashes: object({ seed: hash, params: hash, zipcodes: hash }),
      zipcodes: listOf(object({ expected: count, zipcode: text })),
      missing: count,
      lifted: listOf(object({ reason, parameter: text, listings: count, isEnough: bool })),
      candidates: listOf(
        object({ zipcode: text, state: text, tier: text, expected: count, reason, draw: count }, 'draw'),
      ),
      opened: oneOf('same', 'other'),
      facts: listOf(anything),
    },
    'zipcodes',
    'missing',
    'lifted',
    'opened',
    'facts',
  ),
  serve: object({ url: text, publicUrl: text, netuid: count, genesis: hash, log: text, uploads: bool }),
} as const satisfies Record<string, Schema>;
