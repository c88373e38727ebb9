/** The widest decimal that a proof holds: 2^256 has 78 digits. */
const DIGITS_MAX = 78;
const DECIMAL = /^(?:0|[1-9]\d*)$/;

/** A whole number 0..max of its one decimal spelling: no sign, no leading zero, no spaces; undefined for anything else. */
export const decodeDecimal = (text: string, max: bigint): bigint | undefined => {
  if (text.length > DIGITS_MAX || !DECIMAL.test(text)) return undefined;
  const value = BigInt(text);
  return value <= max ? value : undefined;
};
