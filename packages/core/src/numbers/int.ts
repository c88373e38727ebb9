/** floor(a / b) of safe integers a >= 0, b > 0; exact. */
export const divInt = (a: number, b: number): number => (a - (a % b)) / b;

/** floor(a * b / c) of safe integers a, b >= 0, c > 0, at most 2^53-1 (it stays there); exact below. */
export const mulDivInt = (a: number, b: number, c: number): number => {
  const product = a * b;
  if (product <= Number.MAX_SAFE_INTEGER) return divInt(product, c);
  const quotient = (BigInt(a) * BigInt(b)) / BigInt(c);
  return quotient > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(quotient);
};
