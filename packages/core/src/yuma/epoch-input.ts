import * as E from 'fp-ts/lib/Either.js';
import { calendarOf, type EpochCalendar, STATEFUL_SINCE_SPEC } from '../calendar/index.js';
import { bondsAlpha } from './bonds.js';
import { commitBlocks } from './commit-blocks.js';
import type { EpochInput } from './epoch.js';
import { I32F32, proportionOf } from './fixed-point.js';
import type { Hyperparameters } from './hyperparameters.js';
import { missing, type Refusal } from './refusal.js';
import type { SparseMatrix, Vector } from './sparse-matrix.js';
import { inheritedStake, totalStake } from './stake-weights.js';
import type { NeuronState, Row, SubnetState } from './subnet-state.js';
import { unsupported } from './supported.js';

const OWNER_EXEMPT_SINCE_SPEC = 401; // the first release with it; 393, the one before, does not have it

type Needed = Required<
  Pick<
    Hyperparameters,
    | 'tempo'
    | 'kappa'
    | 'maxAllowedValidators'
    | 'bondsMovingAverage'
    | 'bondsPenalty'
    | 'taoWeight'
    | 'stakeThreshold'
    | 'commitRevealWeightsEnabled'
    | 'liquidAlphaOn'
    | 'yuma3On'
  >
>;
const NEEDED: readonly (keyof Needed)[] = [
  'tempo',
  'kappa',
  'maxAllowedValidators',
  'bondsMovingAverage',
  'bondsPenalty',
  'taoWeight',
  'stakeThreshold',
  'commitRevealWeightsEnabled',
  'liquidAlphaOn',
  'yuma3On',
];

const hasNeeded = (given: Hyperparameters): given is Hyperparameters & Needed =>
  NEEDED.every((name) => given[name] !== undefined);

/** Blocks after which a neuron that set no weights is inactive. */
const activityCutoff = ({ specVersion, hyperparameters }: SubnetState, tempo: number): number | undefined => {
  if (specVersion < STATEFUL_SINCE_SPEC) return hyperparameters.activityCutoff;
  const { activityCutoffFactorMilli: factor } = hyperparameters;
  return factor === undefined ? undefined : Math.max(1, Math.floor((factor * tempo) / 1000));
};

/** From which block on a registration is too new to have bonds. */
const lastTempoOf = ({ specVersion, counters }: SubnetState, tempo: number, block: number): number => {
  const step = specVersion < STATEFUL_SINCE_SPEC ? 0 : (counters.lastMechanismStepBlock ?? 0);
  return step === 0 ? Math.max(0, block - tempo) : step + 1;
};

const matrixOf = (rows: readonly Row[], size: number): SparseMatrix => {
  const cells = new Map(rows);
  return Array.from({ length: size }, (_, uid) =>
    (cells.get(uid as Row[0]) ?? [])
      .filter(([column]) => column < size)
      .map(([column, value]) => [column, I32F32.fromInt(BigInt(value))] as const),
  );
};

const stakesOf = (neurons: readonly NeuronState[], taoWeight: bigint): Vector =>
  neurons.map(({ alphaRao, rootRao, children = [], parents = [] }) => {
    const given = children.map(BigInt);
    const from = (stake: 'alphaRao' | 'rootRao') =>
      parents.map((parent) => ({ stakeRao: BigInt(parent[stake]), proportion: BigInt(parent.proportion) }));
    const alpha = inheritedStake(BigInt(alphaRao), given, from('alphaRao'));
    return totalStake(alpha, inheritedStake(BigInt(rootRao), given, from('rootRao')), taoWeight);
  });

/** The calendar of a subnet's epochs, by the runtime of its state; undefined where its tempo is not known. */
export const stateCalendar = ({ specVersion, netuid, block, hyperparameters, counters }: SubnetState) =>
  hyperparameters.tempo === undefined
    ? undefined
    : calendarOf(specVersion, netuid, hyperparameters.tempo, { block, ...counters });

const inputOf = (
  state: SubnetState,
  calendar: EpochCalendar,
  given: Hyperparameters & Needed,
  { block, cutoff, revealPeriod }: { block: number; cutoff: number; revealPeriod: number | undefined },
): EpochInput => {
  const { neurons } = state;
  const owner = neurons.findIndex(({ hotkey }) => hotkey === state.ownerHotkey);
  return {
    block,
    totalStake: stakesOf(neurons, BigInt(given.taoWeight)),
    stakeThresholdRao: BigInt(given.stakeThreshold),
    ownerUid: owner < 0 ? undefined : owner,
    isOwnerExempt: state.specVersion >= OWNER_EXEMPT_SINCE_SPEC,
    permits: neurons.map(({ validatorPermit }) => validatorPermit),
    maxAllowedValidators: given.maxAllowedValidators,
    lastUpdate: neurons.map(({ lastUpdate }) => lastUpdate),
    registeredAt: neurons.map(({ registeredAt }) => registeredAt),
    activityCutoffBlocks: cutoff,
    commitBlocks: revealPeriod === undefined ? [] : commitBlocks(state, calendar, block, revealPeriod),
    weights: matrixOf(state.weights, neurons.length),
    bonds: matrixOf(state.bonds, neurons.length),
    lastTempo: lastTempoOf(state, given.tempo, block),
    kappa: proportionOf(given.kappa),
    bondsPenalty: proportionOf(given.bondsPenalty),
    bondsAlpha: bondsAlpha(BigInt(given.bondsMovingAverage)),
    emissionRao: BigInt(state.emissionRao ?? '0'),
  };
};

/**
 * What the next epoch after the state's block reads, in the types of the runtime. Refused where the subnet runs a branch that
 * is not computed here, where a parameter is missing, and where no epoch comes (tempo 0).
 */
export const epochInput = (state: SubnetState): E.Either<Refusal, EpochInput> => {
  const refused = unsupported(state);
  if (refused !== undefined) return E.left(refused);
  const { hyperparameters: given } = state;
  const lacking = NEEDED.find((name) => given[name] === undefined);
  const calendar = stateCalendar(state);
  if (!hasNeeded(given) || calendar === undefined) return E.left(missing(`/hyperparameters/${lacking}`));
  const block = calendar.nextEpoch(state.block + 1);
  if (block === undefined) {
    return E.left({ kind: 'missing', path: '/hyperparameters/tempo', message: 'with tempo 0 no epoch comes' });
  }
  const cutoff = activityCutoff(state, given.tempo);
  if (cutoff === undefined) {
    const name = state.specVersion < STATEFUL_SINCE_SPEC ? 'activityCutoff' : 'activityCutoffFactorMilli';
    return E.left(missing(`/hyperparameters/${name}`));
  }
  const hidden = given.commitRevealWeightsEnabled;
  const revealPeriod = hidden === false ? undefined : given.revealPeriodEpochs;
  if (hidden === undefined) return E.left(missing('/hyperparameters/commitRevealWeightsEnabled'));
  if (hidden && revealPeriod === undefined) return E.left(missing('/hyperparameters/revealPeriodEpochs'));
  return E.right(inputOf(state, calendar, given, { block, cutoff, revealPeriod }));
};
