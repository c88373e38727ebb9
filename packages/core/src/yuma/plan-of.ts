import type { Account, Uid } from '../ids.js';
import type { WeightVector } from '../weights/vector.js';
import type { Plan } from './forecast.js';
import type { SubnetState } from './subnet-state.js';

/** A slot that another hotkey holds now than the one that was scored. */
export interface MovedSlot {
  readonly uid: Uid;
  readonly scored: Account;
  /** Missing where the slot is gone. */
  readonly holder?: Account;
}

/** A vector of weights as the plan of a validator. */
export const planOf = (validator: Account, { uids, values }: WeightVector): Plan => ({
  validator,
  cells: uids.map((uid, at) => [uid as Uid, values[at] ?? 0]),
});

/** The slots with a weight that moved between the snapshot that was scored and the state: their weight goes to the new holder. */
export const movedSlots = (
  { neurons }: SubnetState,
  { cells }: Plan,
  uidOf: ReadonlyMap<Account, number>,
): readonly MovedSlot[] => {
  const scoredAt = new Map([...uidOf].map(([hotkey, uid]) => [uid, hotkey]));
  return cells.flatMap(([uid, value]): readonly MovedSlot[] => {
    const scored = scoredAt.get(uid);
    const holder = neurons[uid]?.hotkey;
    if (value === 0 || scored === undefined || scored === holder) return [];
    return [holder === undefined ? { uid, scored } : { uid, scored, holder }];
  });
};
