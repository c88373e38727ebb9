import type { Block, Hash32, NetUid, Uid } from '../ids.js';
import type { Cell, NeuronState, SubnetState } from '../yuma/subnet-state.js';
import { accountOf, hashOf } from './names.js';

/** A validator of a made-up subnet: its alpha, and what it sets. */
export interface Setter {
  readonly uid: number;
  readonly alpha: number;
  readonly cells: readonly (readonly [uid: number, value: number])[];
}

const cellsOf = (cells: Setter['cells']): readonly Cell[] => cells.map(([uid, value]) => [uid as Uid, value]);

/** Hotkey of a slot. */
export const hotkeyAt = (uid: number) => accountOf(`neuron/${uid}`);

/** The state of a subnet of `size` slots after block 1000, at runtime 424; the next epoch is due at block 1100. */
export const smallSubnet = (size: number, setters: readonly Setter[], more: Partial<SubnetState> = {}): SubnetState => {
  const byUid = new Map(setters.map((setter) => [setter.uid, setter]));
  const neurons = Array.from({ length: size }, (_, uid): NeuronState => {
    const setter = byUid.get(uid);
    return {
      uid: uid as Uid,
      hotkey: hotkeyAt(uid),
      coldkey: accountOf(`owner/${uid}`),
      validatorPermit: setter !== undefined,
      alphaRao: String(setter?.alpha ?? 0),
      rootRao: '0',
      registeredAt: 10,
      lastUpdate: setter === undefined ? 0 : 990,
    };
  });
  return {
    block: 1000 as Block,
    hash: hashOf('block') as Hash32,
    specVersion: 424,
    netuid: 7 as NetUid,
    mecid: 0,
    neurons,
    weights: setters.map(({ uid, cells }) => [uid as Uid, cellsOf(cells)]),
    bonds: [],
    counters: {
      blocksSinceLastStep: 260,
      lastMechanismStepBlock: 740,
      lastEpochBlock: 740,
      pendingEpochAt: 0,
      subnetEpochIndex: 3,
    },
    hyperparameters: {
      tempo: 360,
      kappa: 32_767,
      activityCutoffFactorMilli: 13_889,
      maxAllowedValidators: 64,
      bondsMovingAverage: '900000',
      bondsPenalty: 65_535,
      liquidAlphaOn: false,
      yuma3On: false,
      commitRevealWeightsEnabled: false,
      taoWeight: '971718665099567868',
      stakeThreshold: '0',
    },
    emissionRao: '1000000000',
    consensus: [],
    incentive: [],
    dividends: [],
    validatorTrust: [],
    ...more,
  };
};
