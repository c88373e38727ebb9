import { bool, count, hash, hotkey, listOf, object, type Schema, text, u16, uid } from './shapes.js';

const change = object({ now: u16, forecast: u16 });
const gain = object({ validatorTrust: u16, dividends: u16, emission: text }, 'emission');
const difference: Schema = { type: 'integer', minimum: -65_535, maximum: 65_535 };

/** Schemas of forecasts. */
export const YUMA_SCHEMAS = {
  yuma: object(
    {
      epoch: count,
      state: object({ block: count, hash, specVersion: count, netuid: count, mecid: count }),
      block: count,
      validator: object({ hotkey, uid, hasPermit: bool, isActive: bool }),
      neurons: listOf(
        object({
          rank: count,
          uid,
          hotkey,
          weight: u16,
          consensus: change,
          incentive: change,
          dividends: change,
          validatorTrust: change,
        }),
      ),
      planned: gain,
      conforming: gain,
      cost: object({ validatorTrust: difference, dividends: difference, emission: text }, 'emission'),
      moved: listOf(object({ uid, scored: hotkey, holder: hotkey }, 'holder')),
    },
    'conforming',
    'cost',
  ),
} as const satisfies Record<string, Schema>;
