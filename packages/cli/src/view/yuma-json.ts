import { present } from './epoch-json.js';
import { yumaRows } from './yuma-rows.js';
import type { Forecasted } from './yuma-text.js';

/** A forecast for --json: u16 as the chain has them, rao as text. */
export const yumaJson = ({ epoch, state, plan, forecast, moved }: Forecasted): object => {
  const { block, hash, specVersion, netuid, mecid } = state;
  const { validator, planned, conforming, cost } = forecast;
  return present({
    epoch,
    state: { block, hash, specVersion, netuid, mecid },
    block: forecast.block,
    validator: { hotkey: plan.validator, ...validator },
    neurons: yumaRows(state, plan, forecast),
    planned,
    conforming,
    cost,
    moved,
  });
};
