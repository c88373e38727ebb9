import { type Fx, fxFromRaw } from './fx.js';

const DECIMALS = 18;

/** 10^n exact. */
const powerOfTen = (n: number): bigint => BigInt(`1${'0'.repeat(n)}`);

/** Writes an Fx as a plain decimal with no needless zeros, exact: `0.55`, `-1.25`, `0`. For people, never for hashes. */
export const formatFx = (value: Fx): string => {
  const digits = (value < 0n ? -value : value).toString().padStart(DECIMALS + 1, '0');
  const whole = digits.slice(0, -DECIMALS);
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};

/** Writes an Fx rounded half up (away from zero) to `places` decimals (0..18). For people, never for hashes. */
export const roundFx = (value: Fx, places: number): string => {
  const unit = powerOfTen(DECIMALS - places);
  const magnitude = value < 0n ? -value : value;
  const rounded = ((magnitude * 2n + unit) / (unit * 2n)).toString().padStart(places + 1, '0');
  const whole = rounded.slice(0, rounded.length - places);
  const sign = value < 0n && /[1-9]/.test(rounded) ? '-' : '';
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${rounded.slice(-places)}`;
};

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * Reads decimal text (JSON number syntax) as Fx, toward minus infinity beyond 18 decimals; undefined when it is no number.
 * A JSON number becomes Fx from its shortest text, never by multiplying a double.
 */
export const parseFx = (text: string): Fx | undefined => {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent) + DECIMALS - fraction.length;
  const digits = BigInt(whole + fraction);
  const unit = powerOfTen(shift < 0 ? -shift : shift);
  if (shift >= 0) return fxFromRaw((sign === '-' ? -digits : digits) * unit);
  const quotient = digits / unit;
  if (sign === '') return fxFromRaw(quotient);
  return fxFromRaw(quotient * unit === digits ? -quotient : -quotient - 1n);
};
