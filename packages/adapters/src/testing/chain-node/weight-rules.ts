import { chainUpscale } from '@subnet-scoring/core';
import type { Target } from './call.js';
import type { Overlay } from './overlay.js';

const PALLET = 'subtensorModule';
const U64_MAX = (1n << 64n) - 1n;

/** A vector that somebody wants to set. */
export interface SentWeights extends Target {
  readonly hotkey: string;
  readonly uids: readonly number[];
  readonly values: readonly number[];
  readonly versionKey: bigint;
}

/** The uid of a hotkey on a subnet. */
export const uidOf = (state: Overlay, netuid: number, hotkey: string): number | undefined =>
  state.int(PALLET, 'uids', [netuid, hotkey]);

export const isCommitReveal = (state: Overlay, netuid: number): boolean =>
  state.get(PALLET, 'commitRevealWeightsEnabled', [netuid]).toString() === 'true';

const lastUpdates = (state: Overlay, idx: number): readonly number[] =>
  state.get(PALLET, 'lastUpdate', [idx]).toJSON() as readonly number[];

/** True when a uid may set or commit again. */
export const isRateOk = (state: Overlay, { netuid, idx }: Target, uid: number): boolean => {
  const last = lastUpdates(state, idx)[uid] ?? 0;
  return last === 0 || state.number - last >= (state.int(PALLET, 'weightsSetRateLimit', [netuid]) ?? 0);
};

/** Writes the block into LastUpdate of a uid. */
export const touch = (state: Overlay, idx: number, uid: number): void => {
  const blocks = [...lastUpdates(state, idx)];
  while (blocks.length <= uid) blocks.push(0);
  blocks[uid] = state.number;
  state.set(PALLET, 'lastUpdate', [idx], blocks);
};

// The node leaves inherited stake out: own alpha, and own root stake by its weight.
const stakeOf = (state: Overlay, netuid: number, hotkey: string): bigint => {
  const alphaOf = (on: number): bigint => BigInt(state.get(PALLET, 'totalHotkeyAlpha', [hotkey, on]).toString());
  return alphaOf(netuid) + (alphaOf(0) * BigInt(state.get(PALLET, 'taoWeight').toString())) / U64_MAX;
};

const isOwner = (state: Overlay, netuid: number, hotkey: string): boolean =>
  state.runtime.has(PALLET, 'subnetOwnerHotkey') &&
  state.get(PALLET, 'subnetOwnerHotkey', [netuid]).toString() === hotkey;

/** Why the runtime refuses a vector, by the name of its error, in the order of its checks; undefined when it takes it. */
export const refusalOf = (state: Overlay, sent: SentWeights): string | undefined => {
  const { netuid, idx, hotkey, uids, values, versionKey } = sent;
  const n = state.int(PALLET, 'subnetworkN', [netuid]) ?? 0;
  if (netuid === 0) return 'CanNotSetRootNetworkWeights';
  if (uids.length !== values.length) return 'WeightVecNotEqualSize';
  if (idx !== netuid && idx >> 12 >= (state.int(PALLET, 'mechanismCountCurrent', [netuid]) ?? 1))
    return 'MechanismDoesNotExist';
  if (uids.length > n) return 'UidsLengthExceedUidsInSubNet';
  const uid = uidOf(state, netuid, hotkey);
  if (uid === undefined) return 'HotKeyNotRegisteredInSubNet';
  const owner = isOwner(state, netuid, hotkey);
  const threshold = BigInt(state.get(PALLET, 'stakeThreshold').toString());
  if (!owner && stakeOf(state, netuid, hotkey) < threshold) return 'NotEnoughStakeToSetWeights';
  const key = BigInt(state.get(PALLET, 'weightsVersionKey', [netuid]).toString());
  if (key !== 0n && versionKey < key) return 'IncorrectWeightVersionKey';
  if (!isCommitReveal(state, netuid) && !isRateOk(state, sent, uid)) return 'SettingWeightsTooFast';
  const isSelf = uids.length === 1 && uids[0] === uid;
  const permits = state.get(PALLET, 'validatorPermit', [netuid]).toJSON() as readonly boolean[];
  if (!owner && !isSelf && permits[uid] !== true) return 'NeuronNoValidatorPermit';
  if (new Set(uids).size !== uids.length) return 'DuplicateUids';
  if (uids.some((one) => one >= n)) return 'UidVecContainInvalidOne';
  const least = Math.min(state.int(PALLET, 'minAllowedWeights', [netuid]) ?? 0, n);
  return !isSelf && uids.length < least ? 'WeightVecLengthIsLow' : undefined;
};

/** Stores a vector as the runtime does: max-upscaled, in the order sent. LastUpdate moves only without commit-reveal. */
export const storeWeights = (state: Overlay, sent: SentWeights, extrinsic: number): void => {
  const uid = uidOf(state, sent.netuid, sent.hotkey) ?? 0;
  const upscaled = chainUpscale(sent.values);
  state.set(
    PALLET,
    'weights',
    [sent.idx, uid],
    sent.uids.map((to, at) => [to, upscaled[at] ?? 0]),
  );
  if (!isCommitReveal(state, sent.netuid)) touch(state, sent.idx, uid);
  state.emit('SubtensorModule', 'WeightsSet', [sent.idx, uid], extrinsic);
};
