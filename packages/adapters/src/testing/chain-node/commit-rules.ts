import { u8aConcat, u8aToHex } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import type { Target } from './call.js';
import type { Overlay } from './overlay.js';
import { isCommitReveal, isRateOk, refusalOf, type SentWeights, storeWeights, touch, uidOf } from './weight-rules.js';

const PALLET = 'subtensorModule';
const UNREVEALED_MAX = 10;

/** An item of WeightCommits: hash, then two or three numbers whose meaning the runtime decides. */
type Queued = readonly [hash: string, number, number, number];

// Whether the runtime keeps its calendar in storage decides what a queued commit holds.
const isStateful = (state: Overlay): boolean => state.runtime.has(PALLET, 'subnetEpochIndex');

const epochOf = (state: Overlay, netuid: number, block: number): number => {
  if (isStateful(state)) return state.int(PALLET, 'subnetEpochIndex', [netuid]) ?? 0;
  return Math.floor((block + netuid + 1) / ((state.int(PALLET, 'tempo', [netuid]) ?? 0) + 1));
};

const queueOf = (state: Overlay, idx: number, hotkey: string): readonly Queued[] =>
  (state.get(PALLET, 'weightCommits', [idx, hotkey]).toJSON() as readonly Queued[] | null) ?? [];

const commitEpoch = (state: Overlay, netuid: number, [, first]: Queued): number =>
  isStateful(state) ? first : epochOf(state, netuid, first);

/** Why a commit is refused; undefined when the runtime takes it. */
export const commitRefusal = (state: Overlay, { netuid, idx }: Target, hotkey: string): string | undefined => {
  if (!isCommitReveal(state, netuid)) return 'CommitRevealDisabled';
  const uid = uidOf(state, netuid, hotkey);
  if (uid === undefined) return 'HotKeyNotRegisteredInSubNet';
  return isRateOk(state, { netuid, idx }, uid) ? undefined : 'CommittingWeightsTooFast';
};

/** Takes a commit: into the queue, and into LastUpdate. */
export const applyCommit = (
  state: Overlay,
  target: Target,
  hotkey: string,
  hash: string,
  extrinsic: number,
): string | undefined => {
  const refusal = commitRefusal(state, target, hotkey);
  if (refusal !== undefined) return refusal;
  const { netuid, idx } = target;
  const now = epochOf(state, netuid, state.number);
  const period = state.int(PALLET, 'revealPeriodEpochs', [netuid]) ?? 1;
  const queue = queueOf(state, idx, hotkey).filter((one) => now <= commitEpoch(state, netuid, one) + period);
  if (queue.length >= UNREVEALED_MAX) return 'TooManyUnrevealedCommits';
  const cycle = (state.int(PALLET, 'tempo', [netuid]) ?? 0) + 1;
  const first = (now + period) * cycle - (netuid + 1);
  const item: Queued = isStateful(state)
    ? [hash, now, state.number, 0]
    : [hash, state.number, first, first + cycle - 1];
  state.set(PALLET, 'weightCommits', [idx, hotkey], [...queue, item]);
  touch(state, idx, uidOf(state, netuid, hotkey) ?? 0);
  state.emit('SubtensorModule', 'WeightsCommitted', [hotkey, idx, hash], extrinsic);
  return undefined;
};

const u16s = (state: Overlay, values: readonly number[]): Uint8Array =>
  state.runtime.registry.createType('Vec<u16>', [...values]).toU8a();

/** blake2b-256 of hotkey ++ storage index ++ uids ++ values ++ salt ++ version key, in SCALE. */
const commitHash = (state: Overlay, sent: SentWeights, salt: readonly number[]): string => {
  const { registry } = state.runtime;
  const lists = [sent.uids, sent.values, salt].map((list) => u16s(state, list));
  return blake2AsHex(
    u8aConcat(
      registry.createType('AccountId32', sent.hotkey).toU8a(),
      registry.createType('u16', sent.idx).toU8a(),
      ...lists,
      registry.createType('u64', sent.versionKey).toU8a(),
    ),
  );
};

/** Reveals: the hash must wait in the queue, and its epoch must be exactly now. Then the checks of set_weights. */
export const applyReveal = (
  state: Overlay,
  sent: SentWeights,
  salt: readonly number[],
  extrinsic: number,
): string | undefined => {
  const { netuid, idx, hotkey } = sent;
  if (!isCommitReveal(state, netuid)) return 'CommitRevealDisabled';
  const queue = queueOf(state, idx, hotkey);
  if (queue.length === 0) return 'NoWeightsCommitFound';
  const now = epochOf(state, netuid, state.number);
  const period = state.int(PALLET, 'revealPeriodEpochs', [netuid]) ?? 1;
  const due = (one: Queued): number => commitEpoch(state, netuid, one) + period;
  const hash = commitHash(state, sent, salt);
  const at = queue.findIndex(([queued]) => queued === hash);
  const found = queue[at];
  if (found === undefined) return 'InvalidRevealCommitHashNotMatch';
  if (due(found) < now) return 'ExpiredWeightCommit';
  if (due(found) > now) return 'RevealTooEarly';
  const refusal = refusalOf(state, sent);
  if (refusal !== undefined) return refusal;
  state.set(PALLET, 'weightCommits', [idx, hotkey], queue.slice(at + 1));
  storeWeights(state, sent, extrinsic);
  state.emit('SubtensorModule', 'WeightsRevealed', [hotkey, idx, hash], extrinsic);
  return undefined;
};

/** Takes a timelocked commit as bytes; the node never decrypts it. */
export const applyTimelocked = (
  state: Overlay,
  target: Target,
  hotkey: string,
  { commit, round, version }: { readonly commit: Uint8Array; readonly round: string; readonly version: number },
  extrinsic: number,
): string | undefined => {
  const refusal = commitRefusal(state, target, hotkey);
  if (refusal !== undefined) return refusal;
  if (version !== state.int(PALLET, 'commitRevealWeightsVersion')) return 'IncorrectCommitRevealVersion';
  const { netuid, idx } = target;
  const epoch = epochOf(state, netuid, state.number);
  const queue = state.get(PALLET, 'timelockedWeightCommits', [idx, epoch]).toJSON() as readonly unknown[];
  state.set(
    PALLET,
    'timelockedWeightCommits',
    [idx, epoch],
    [...queue, [hotkey, state.number, u8aToHex(commit), round]],
  );
  touch(state, idx, uidOf(state, netuid, hotkey) ?? 0);
  state.emit('SubtensorModule', 'TimelockedWeightsCommitted', [hotkey, idx, blake2AsHex(commit), round], extrinsic);
  return undefined;
};
