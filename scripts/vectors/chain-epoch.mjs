import assert from 'node:assert/strict';
import { runEpoch } from '../../packages/core/dist/yuma/epoch.js';
import { epochInput } from '../../packages/core/dist/yuma/epoch-input.js';
import { epochTerms } from '../../packages/core/dist/yuma/epoch-terms.js';
import { subnetState } from '../../packages/core/dist/yuma/subnet-state.js';

/** Epochs that a real runtime ran, from the state before to the state after. */

const SPEC = 293;
const HASH = '0'.repeat(64); // the recording does not keep it

/** JSON whose integers beyond 2^53 become text, so that none loses digits. */
const parseExact = (text) => JSON.parse(text.replace(/([[:,]\s*)(\d{16,})(?=\s*[\],}])/g, '$1"$2"'));

const stateOf = (before) => {
  const { keys, blockAtRegistration, totalHotkeyAlpha, totalHotkeyAlphaRoot } = before;
  const registeredAt = new Map(blockAtRegistration);
  const neurons = keys.map(([uid, hotkey]) => ({
    uid,
    hotkey,
    coldkey: hotkey, // an epoch does not read it
    validatorPermit: before.validatorPermit[uid],
    alphaRao: String(totalHotkeyAlpha[uid]),
    rootRao: String(totalHotkeyAlphaRoot[uid]),
    registeredAt: registeredAt.get(uid),
    lastUpdate: before.lastUpdate[uid],
  }));
  const decoded = subnetState.decode({
    block: before.block,
    hash: HASH,
    specVersion: SPEC,
    netuid: 1,
    mecid: 0,
    neurons,
    ownerHotkey: before.subnetOwnerHotkey,
    weights: before.weights,
    bonds: before.bonds,
    counters: { blocksSinceLastStep: before.blocksSinceLastStep },
    hyperparameters: {
      ...before,
      bondsMovingAverage: String(before.bondsMovingAverage),
      taoWeight: String(before.taoWeight),
      stakeThreshold: String(before.stakeThreshold),
    },
    emissionRao: String(before.pendingEmission),
    consensus: before.consensus,
    incentive: before.incentive,
    dividends: before.dividends,
    validatorTrust: before.validatorTrust,
  });
  assert.equal(decoded._tag, 'Right', 'the state before is no subnet state');
  return decoded.right;
};

/** Storage item of the recording, and the field of our terms. */
const OUTPUTS = [
  ['active', 'active'],
  ['validatorPermit', 'validatorPermit'],
  ['stakeWeight', 'stakeWeight'],
  ['consensus', 'consensus'],
  ['rank', 'incentive'],
  ['incentive', 'incentive'],
  ['dividends', 'dividends'],
  ['validatorTrust', 'validatorTrust'],
  ['emission', 'emission'],
  ['bonds', 'bonds'],
];

const exact = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

const computed = (before) => {
  const input = epochInput(stateOf(before));
  assert.equal(input._tag, 'Right', input.left?.message);
  return { block: input.right.block, terms: epochTerms(runEpoch(input.right)) };
};

/** A case for each output of each epoch. */
export const realEpochs = (_data, { file, read }) =>
  parseExact(read(file)).epochs.flatMap(({ name, before, after }, i) => {
    const ran = () => computed(before);
    const title = `${i + 1} (${name})`;
    return [
      { name: `${title}: block`, check: () => assert.equal(ran().block, after.block) },
      ...OUTPUTS.map(([item, field]) => ({
        name: `${title}: ${item}`,
        check: () => {
          assert.ok(Array.isArray(after[item]), `no ${item} in the state after`);
          assert.deepEqual(ran().terms[field].map(exact), after[item].map(exact));
        },
      })),
    ];
  });
