import { type EpochNumber, fxFromRaw, roundFx } from '@subnet-scoring/core';
import type { Forecast, Gain, MovedSlot, Plan, SubnetState } from '@subnet-scoring/core/yuma';
import type { Context } from '../context.js';
import { plural } from '../output/plural.js';
import { tableLines } from '../output/table.js';
import { shortNames } from './short-names.js';
import { type YumaRow, yumaRows } from './yuma-rows.js';

/** A forecast, and what it is of. */
export interface Forecasted {
  readonly epoch: EpochNumber;
  readonly state: SubnetState;
  readonly plan: Plan;
  readonly forecast: Forecast;
  readonly moved: readonly MovedSlot[];
}

const WIDE = 120;
const PLACES = 5; // one of 65535 shows in the fifth
const ONE = 10n ** 18n;
const U16_MAX = 65_535n;
const RAO_PLACES = 9;

const share = (u16: number): string => roundFx(fxFromRaw((BigInt(u16) * ONE) / U16_MAX), PLACES);

const signed = (text: string): string => (text.startsWith('-') ? text : `+${text}`);
const changeOf = (now: number, then: number): string => (now === then ? '=' : signed(share(then - now)));

/** Rao as whole units of alpha, exact. */
const alpha = (rao: string): string => {
  const digits = rao.replace('-', '').padStart(RAO_PLACES + 1, '0');
  return `${rao.startsWith('-') ? '-' : ''}${digits.slice(0, -RAO_PLACES)}.${digits.slice(-RAO_PLACES)}`;
};

const isShown = ({ weight, incentive }: YumaRow): boolean => weight > 0 || incentive.now > 0 || incentive.forecast > 0;

const table = (rows: readonly YumaRow[], { paint, width }: Context): string[] => {
  const short = shortNames(rows.map(({ hotkey }) => hotkey));
  const columns = [
    { title: '#', align: 'right' },
    { title: 'hotkey' },
    { title: 'uid', align: 'right' },
    { title: 'weight', align: 'right' },
    { title: 'incentive', align: 'right' },
    { title: 'forecast', align: 'right', paint: paint.strong },
    { title: 'change', align: 'right', paint: paint.dim },
  ] as const;
  const cells = rows.map(({ rank, hotkey, uid, weight, incentive: { now, forecast } }) => [
    forecast > 0 ? `${rank}` : '-',
    width < WIDE ? short(hotkey) : hotkey,
    `${uid}`,
    `${weight}`,
    share(now),
    share(forecast),
    changeOf(now, forecast),
  ]);
  return tableLines(columns, cells, paint.dim);
};

const gains = (
  { state, forecast: { validator, planned, conforming, cost } }: Forecasted,
  { paint }: Context,
): string[] => {
  const line = (what: string, now: number | undefined, of: (gain: Gain) => string): string[] => [
    what,
    now === undefined ? '' : share(now),
    of(planned),
    conforming === undefined ? '-' : of(conforming),
    cost === undefined ? '-' : of(cost),
  ];
  const columns = [
    { title: 'validator' },
    { title: 'now', align: 'right' },
    { title: 'forecast', align: 'right', paint: paint.strong },
    { title: 'consensus', align: 'right' },
    { title: 'cost', align: 'right', paint: paint.strong },
  ] as const;
  const { uid } = validator;
  const rows = [
    line('vtrust', state.validatorTrust[uid] ?? 0, (gain) => share(gain.validatorTrust)),
    line('dividends', state.dividends[uid] ?? 0, (gain) => share(gain.dividends)),
    ...(planned.emission === undefined ? [] : [line('alpha', undefined, ({ emission = '0' }) => alpha(emission))]),
  ];
  const legend = 'consensus: had it set what all agree on; cost: what is lost against that';
  return [...tableLines(columns, rows, paint.dim), ...(conforming === undefined ? [] : [paint.dim(`  ${legend}`)])];
};

const notes = ({ forecast: { validator, conforming } }: Forecasted): string[] => [
  ...(validator.hasPermit ? [] : ['  it has no validator permit: its weights do not count']),
  ...(validator.isActive ? [] : ['  it is not active: its stake does not count']),
  ...(conforming === undefined ? ['  the validators agree on nobody: there is no consensus to compare with'] : []),
];

/** A forecast as text: miners, and what the validator gets. */
export const yumaLines = (shown: Forecasted, context: Context, top?: number): string[] => {
  const { epoch, state, plan, forecast } = shown;
  const rows = yumaRows(state, plan, forecast).filter(isShown);
  const listed = rows.slice(0, top);
  const hidden = rows.length - listed.length;
  const { paint } = context;
  return [
    `${paint.strong(`weights of epoch ${epoch}`)}, set by uid ${forecast.validator.uid}: ${plan.validator}`,
    `  state  block ${state.block}, subnet ${state.netuid}, runtime ${state.specVersion}`,
    `  epoch  block ${forecast.block}, in ${plural(forecast.block - state.block, 'block')}`,
    '',
    ...table(listed, context),
    ...(hidden > 0 ? [`  ... and ${hidden} more`] : []),
    '',
    ...gains(shown, context),
    ...notes(shown),
  ];
};

/** Slots whose weight goes to somebody who was not scored. */
export const movedLines = (moved: readonly MovedSlot[]): string[] =>
  moved.map(({ uid, scored, holder }) =>
    holder === undefined
      ? `notice: uid ${uid} is gone: the weight of ${scored} goes to nobody`
      : `notice: uid ${uid} is held by ${holder} now: it would get the weight of ${scored}`,
  );
