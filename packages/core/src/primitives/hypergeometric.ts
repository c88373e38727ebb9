/** An exact fraction in lowest terms; den > 0. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/**
 * The exact probability in 0..1 that `sampled` of `rows` rows, drawn without putting back, contain at least one of `bad` bad rows:
 * 1 - C(rows - bad, sampled) / C(rows, sampled), the hypergeometric distribution. Throws RangeError unless bad and sampled are
 * whole numbers in 0..rows.
 */
export const catchProbability = (rows: number, bad: number, sampled: number): Rational => {
  const fits = (part: number): boolean => Number.isSafeInteger(part) && part >= 0 && part <= rows;
  if (!(Number.isSafeInteger(rows) && fits(bad) && fits(sampled))) {
    throw new RangeError(`catchProbability: expected bad and sampled in 0..rows, got ${bad} and ${sampled} of ${rows}`);
  }
  // The chance to miss: (rows-bad)/rows * (rows-bad-1)/(rows-1) * ..., once per sampled row. It is 0 as soon as good rows run out.
  let missed = 1n;
  let all = 1n;
  for (let i = 0; i < sampled && missed > 0n; i += 1) {
    missed *= BigInt(rows - bad - i);
    all *= BigInt(rows - i);
  }
  const caught = all - missed;
  const common = gcd(all, caught);
  return { num: caught / common, den: all / common };
};
