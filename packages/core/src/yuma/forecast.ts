import * as E from 'fp-ts/lib/Either.js';
import type { Account, Uid } from '../ids.js';
import { chainUpscale } from '../weights/chain-upscale.js';
import { runEpoch } from './epoch.js';
import { epochInput } from './epoch-input.js';
import { type EpochTerms, epochTerms } from './epoch-terms.js';
import { missing, type Refusal } from './refusal.js';
import type { Cell, Row, SubnetState } from './subnet-state.js';

/** Weights that one validator means to set, as it sends them: each uid at most once, values u16. */
export interface Plan {
  readonly validator: Account;
  readonly cells: readonly Cell[];
}

/** What a validator gets out of an epoch. u16 are proportions of 65535. */
export interface Gain {
  readonly validatorTrust: number;
  readonly dividends: number;
  /** Rao as decimal text, for dividends; missing where the state does not say what there is to pay out. */
  readonly emission?: string;
}

/** What the next epoch would come to. */
export interface Forecast {
  /** The block that runs it. */
  readonly block: number;
  readonly validator: { readonly uid: Uid; readonly hasPermit: boolean; readonly isActive: boolean };
  readonly terms: EpochTerms;
  readonly planned: Gain;
  /** The same with the consensus of all as the validator's row; undefined where there is no consensus. */
  readonly conforming: Gain | undefined;
  /** What diverging costs: conforming less planned. Below 0 where diverging pays. */
  readonly cost: Gain | undefined;
}

const withRow = (rows: readonly Row[], uid: Uid, cells: readonly Cell[]): readonly Row[] => {
  const others = rows.filter(([of]) => of !== uid);
  const row: Row = [uid, cells];
  return [...others, row].sort(([a], [b]) => a - b);
};

/** A row as the chain stores it: scaled up so that the greatest value is 65535. */
const stored = (cells: readonly Cell[]): readonly Cell[] => {
  const values = chainUpscale(cells.map(([, value]) => value));
  return cells.map(([uid], at) => [uid, values[at] ?? 0]);
};

/** The state with other weights of one validator, set in the first block that can, and before the epoch's. */
const withWeights = (state: SubnetState, uid: Uid, cells: readonly Cell[], epochBlock: number): SubnetState => ({
  ...state,
  weights: withRow(state.weights, uid, stored(cells)),
  neurons: state.neurons.map((neuron) =>
    neuron.uid === uid ? { ...neuron, lastUpdate: Math.min(state.block + 1, epochBlock - 1) } : neuron,
  ),
});

const gainOf = ({ emissionRao }: SubnetState, terms: EpochTerms, uid: Uid): Gain => ({
  validatorTrust: terms.validatorTrust[uid] ?? 0,
  dividends: terms.dividends[uid] ?? 0,
  ...(emissionRao === undefined ? {} : { emission: terms.validatorEmission[uid] ?? '0' }),
});

const less = ({ emission, ...a }: Gain, b: Gain): Gain => ({
  validatorTrust: a.validatorTrust - b.validatorTrust,
  dividends: a.dividends - b.dividends,
  ...(emission === undefined || b.emission === undefined
    ? {}
    : { emission: String(BigInt(emission) - BigInt(b.emission)) }),
});

const conformingRow = ({ consensus }: EpochTerms): readonly Cell[] =>
  consensus.flatMap((value, uid): readonly Cell[] => (value === 0 ? [] : [[uid as Uid, value]]));

/**
 * The next epoch of a subnet if one validator sets the planned weights at once and nothing else changes; and the same if that
 * validator set the consensus instead. With commit-reveal it is the epoch in which those weights are revealed. Refused where the
 * epoch is not computed here, and where the validator has no slot.
 */
export const forecast = (state: SubnetState, plan: Plan): E.Either<Refusal, Forecast> => {
  const input = epochInput(state);
  if (E.isLeft(input)) return input;
  const uid = state.neurons.find(({ hotkey }) => hotkey === plan.validator)?.uid;
  if (uid === undefined) return E.left(missing('/neurons', `no neuron has the hotkey ${plan.validator}`));
  const { block } = input.right;
  const run = (cells: readonly Cell[]) => E.map(runEpoch)(epochInput(withWeights(state, uid, cells, block)));
  const epoch = run(plan.cells);
  if (E.isLeft(epoch)) return epoch;
  const terms = epochTerms(epoch.right);
  const planned = gainOf(state, terms, uid);
  const row = conformingRow(terms);
  const other = row.length === 0 ? undefined : run(row);
  const conforming = other?._tag === 'Right' ? gainOf(state, epochTerms(other.right), uid) : undefined;
  const cost = conforming === undefined ? undefined : less(conforming, planned);
  const { permits, active } = epoch.right;
  const validator = { uid, hasPermit: permits[uid] === true, isActive: active[uid] === true };
  return E.right({ block, validator, terms, planned, conforming, cost });
};
