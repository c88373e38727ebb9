const FORM = /^(-?)([0-9]{1,40})(?:\.([0-9]{1,40}))?$/;

/** A plain decimal as an integer of 10^-places; undefined for other text, and for more places than that. */
export const scaled = (decimal: string, places: number): bigint | undefined => {
  const [, sign = '', whole = '', fraction = ''] = FORM.exec(decimal) ?? [];
  if (whole === '' || fraction.length > places) return undefined;
  const value = BigInt(`${whole}${fraction.padEnd(places, '0')}`);
  return sign === '-' ? -value : value;
};

const PLACES = 40;
const MILLION = 1_000_000n;
const distance = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a);

/** True when two decimals differ by at most `units`, or by at most `ppm` of the second one. Exact; false for what is no decimal. */
export const isWithin = (found: string, truth: string, units: string, ppm: number): boolean => {
  const [a, b, most] = [scaled(found, PLACES), scaled(truth, PLACES), scaled(units, PLACES)];
  if (a === undefined || b === undefined || most === undefined) return false;
  const apart = distance(a, b);
  return apart <= most || apart * MILLION <= BigInt(ppm) * (b < 0n ? -b : b);
};
