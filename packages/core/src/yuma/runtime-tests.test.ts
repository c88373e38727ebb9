import * as E from 'fp-ts/lib/Either.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hotkeyAt, smallSubnet } from '../testing/small-subnet.js';
import { runEpoch } from './epoch.js';
import { epochInput } from './epoch-input.js';
import { type EpochTerms, epochTerms } from './epoch-terms.js';
import type { SubnetState, WeightCommit } from './subnet-state.js';

/** What tests of the runtime say without numbers. Source: pallets/subtensor/src/tests/epoch.rs @ 14bc6f9f. */

const termsOf = (state: SubnetState): EpochTerms => {
  const input = epochInput(state);
  if (E.isLeft(input)) throw new Error(`${input.left.path}: ${input.left.message}`);
  return epochTerms(runEpoch(input.right));
};

/** Commit-reveal with a period of two epochs; the state stands in epoch 3, and its next epoch is the 4th. */
const hidden = (state: SubnetState, isHidden: boolean): SubnetState => ({
  ...state,
  hyperparameters: { ...state.hyperparameters, commitRevealWeightsEnabled: isHidden, revealPeriodEpochs: 2 },
});

const registeredAt = (state: SubnetState, blocks: Readonly<Record<number, number>>): SubnetState => ({
  ...state,
  neurons: state.neurons.map((one) => ({ ...one, registeredAt: blocks[one.uid] ?? one.registeredAt })),
});

const commit = (block: number, epoch: number): WeightCommit => ({ hotkey: hotkeyAt(0), block, epoch });

const THIRDS = [
  [1, 21_845],
  [2, 21_845],
  [3, 21_845],
] as const;

test('test_can_set_self_weight_as_subnet_owner: half to itself, half to another, both alike', () => {
  const cells = [
    [0, 32_767],
    [1, 32_767],
  ] as const;
  const setters = [{ uid: 0, alpha: 5_000, cells }];
  const { serverEmission } = termsOf(smallSubnet(2, setters, { ownerHotkey: hotkeyAt(0) }));
  assert.is(serverEmission[0], serverEmission[1]);
  assert.ok(BigInt(serverEmission[0] ?? '0') > 0n);
  assert.is(termsOf(smallSubnet(2, setters)).incentive[0], 0, 'who is not the owner');
});

test('test_epoch_masks_incoming_to_sniped_uid_prevents_inheritance: who takes a slot after the commit gets nothing', () => {
  const cells = [
    [0, 32_767],
    [3, 32_767],
  ] as const;
  const commits = [commit(900, 3)];
  const state = registeredAt(smallSubnet(4, [{ uid: 0, alpha: 10_000, cells }], { commits }), { 3: 902 });
  assert.is(termsOf(hidden(state, true)).incentive[3], 0);
  assert.is(termsOf(hidden(state, false)).incentive[3], 65_535, 'test_epoch_no_mask_when_commit_reveal_disabled');
});

test('test_epoch_does_not_mask_outside_window_but_masks_inside: a commit that has expired masks nobody', () => {
  const commits = [commit(100, 0), commit(900, 3)];
  const state = smallSubnet(4, [{ uid: 0, alpha: 10_000, cells: THIRDS }], { commits });
  const { incentive } = termsOf(hidden(registeredAt(state, { 1: 101, 2: 902, 3: 902 }), true));
  assert.equal(incentive, [0, 65_535, 0, 0]);
});

test.run();
