import * as E from 'fp-ts/lib/Either.js';
import { type EpochCalendar, STATEFUL_SINCE_SPEC } from '../calendar/index.js';
import { bondsAlpha } from './bonds.js';
import { commitBlocks } from './commit-blocks.js';
import type { EpochInput } from './epoch.js';
import { proportionOf } from './fixed-point.js';
import { hasNeeded, lacking, type Needed } from './needed.js';
import { neuronStake } from './neuron-stake.js';
import { missing, type Refusal } from './refusal.js';
import { stateCalendar } from './state-calendar.js';
import { storedMatrix } from './stored-matrix.js';
import type { SubnetState } from './subnet-state.js';
import { unsupported } from './supported.js';

const OWNER_EXEMPT_SINCE_SPEC = 401; // the first release with it; 393, the one before, does not have it

/** Blocks after which a neuron that set no weights is inactive. */
const activityCutoff = (
  specVersion: number,
  { activityCutoff: blocks = 0, activityCutoffFactorMilli: factor = 0, tempo }: Needed,
): number => (specVersion < STATEFUL_SINCE_SPEC ? blocks : Math.max(1, Math.floor((factor * tempo) / 1000)));

/** From which block on a registration is too new to have bonds. */
const lastTempo = ({ specVersion, counters }: SubnetState, tempo: number, block: number): number => {
  const step = specVersion < STATEFUL_SINCE_SPEC ? 0 : (counters.lastMechanismStepBlock ?? 0);
  return step === 0 ? Math.max(0, block - tempo) : step + 1;
};

const inputOf = (state: SubnetState, given: Needed, calendar: EpochCalendar, block: number): EpochInput => {
  const { neurons, specVersion } = state;
  const owner = neurons.findIndex(({ hotkey }) => hotkey === state.ownerHotkey);
  const { commitRevealWeightsEnabled: isHidden, revealPeriodEpochs = 0 } = given;
  return {
    block,
    totalStake: neurons.map((neuron) => neuronStake(neuron, BigInt(given.taoWeight))),
    stakeThresholdRao: BigInt(given.stakeThreshold),
    ownerUid: owner < 0 ? undefined : owner,
    isOwnerExempt: specVersion >= OWNER_EXEMPT_SINCE_SPEC,
    permits: neurons.map(({ validatorPermit }) => validatorPermit),
    maxAllowedValidators: given.maxAllowedValidators,
    lastUpdate: neurons.map(({ lastUpdate }) => lastUpdate),
    registeredAt: neurons.map(({ registeredAt }) => registeredAt),
    activityCutoffBlocks: activityCutoff(specVersion, given),
    commitBlocks: isHidden ? commitBlocks(state, calendar, block, revealPeriodEpochs) : [],
    weights: storedMatrix(state.weights, neurons.length),
    bonds: storedMatrix(state.bonds, neurons.length),
    lastTempo: lastTempo(state, given.tempo, block),
    kappa: proportionOf(given.kappa),
    bondsPenalty: proportionOf(given.bondsPenalty),
    bondsAlpha: bondsAlpha(BigInt(given.bondsMovingAverage)),
    emissionRao: BigInt(state.emissionRao ?? '0'),
  };
};

/**
 * What the next epoch after the state's block reads, in the types of the runtime. Refused where the subnet runs a branch that
 * is not computed here, where a value is missing, and where no epoch comes (tempo 0).
 */
export const epochInput = (state: SubnetState): E.Either<Refusal, EpochInput> => {
  const refused = unsupported(state);
  if (refused !== undefined) return E.left(refused);
  const { hyperparameters: given } = state;
  const lacks = lacking(state);
  const calendar = stateCalendar(state);
  if (lacks !== undefined || !hasNeeded(given) || calendar === undefined) {
    return E.left(missing(lacks ?? '/hyperparameters'));
  }
  const block = calendar.nextEpoch(state.block + 1);
  if (block === undefined) return E.left(missing('/hyperparameters/tempo', 'at tempo 0 no epoch comes'));
  return E.right(inputOf(state, given, calendar, block));
};
