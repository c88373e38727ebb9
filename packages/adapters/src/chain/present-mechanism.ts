import type { SubnetState } from '@subnet-scoring/core/yuma';
import * as E from 'fp-ts/lib/Either.js';
import { chainFailure } from './failure.js';
import type { ChainFailure } from './port.js';

/**
 * The state, when its subnet has that mechanism; else a failure `no-subnet`, because storage answers empty rows for a mechanism
 * that never was. A runtime without MechanismCountCurrent has mechanism 0 alone.
 */
export const presentMechanism = (state: SubnetState): E.Either<ChainFailure, SubnetState> => {
  const { netuid, mecid, block, hyperparameters } = state;
  const last = (hyperparameters.mechanismCount ?? 1) - 1;
  if (mecid <= last) return E.right(state);
  const message = `subnet ${netuid} has mechanisms 0..${last}, and no ${mecid}`;
  return E.left(chainFailure('no-subnet', message, { block, help: 'name one of them with --mechanism' }));
};
