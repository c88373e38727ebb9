/** floor(sqrt(n)) for n >= 0, by Newton's method from above: exact for integers of any size. */
export const isqrt = (n: bigint): bigint => {
  if (n < 0n) throw new RangeError(`isqrt: expected n >= 0, got ${n}`);
  if (n < 2n) return n;
  let guess = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (guess + n / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
};
