import type { Forecast, Plan, SubnetState } from '@subnet-scoring/core/yuma';

/** A u16 proportion as the last epoch left it, and as it is forecast. */
export interface Change {
  readonly now: number;
  readonly forecast: number;
}

/** A neuron with what it has and what is forecast. */
export interface YumaRow {
  readonly rank: number;
  readonly uid: number;
  readonly hotkey: string;
  /** What the plan gives it. */
  readonly weight: number;
  readonly consensus: Change;
  readonly incentive: Change;
  readonly dividends: Change;
  readonly validatorTrust: Change;
}

/** All neurons, those with most incentive first. */
export const yumaRows = (state: SubnetState, { cells }: Plan, { terms }: Forecast): readonly YumaRow[] => {
  const weights = new Map<number, number>(cells);
  const change = (name: 'consensus' | 'incentive' | 'dividends' | 'validatorTrust', uid: number): Change => ({
    now: state[name][uid] ?? 0,
    forecast: terms[name][uid] ?? 0,
  });
  return state.neurons
    .map(({ uid, hotkey }) => ({
      uid,
      hotkey,
      weight: weights.get(uid) ?? 0,
      consensus: change('consensus', uid),
      incentive: change('incentive', uid),
      dividends: change('dividends', uid),
      validatorTrust: change('validatorTrust', uid),
    }))
    .sort((a, b) => b.incentive.forecast - a.incentive.forecast || a.uid - b.uid)
    .map((row, at) => ({ rank: at + 1, ...row }));
};
