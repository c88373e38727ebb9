const NUMBER = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,4}))?$/;
const DIGITS_MAX = 40;

// A loop, because a pattern looks at every run of zeros again and again.
const withoutZerosBehind = (digits: string): string => {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
};

/**
 * The shortest plain decimal of a JSON number: no exponent, no needless zero, no minus before zero. Undefined for what is no
 * JSON number, and for one whose plain decimal has more than 40 digits. No double is involved, so no digit is lost.
 */
export const shortestDecimal = (token: string): string | undefined => {
  const parts = NUMBER.exec(token);
  if (parts === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  if (digits === '') return '0';
  const significant = withoutZerosBehind(digits);
  // 10 to the power of this is the value of the last significant digit.
  const power = Number(exponent) - fraction.length + digits.length - significant.length;
  if (significant.length > DIGITS_MAX || power > DIGITS_MAX || power < -DIGITS_MAX) return undefined;
  const point = significant.length + power;
  const plain =
    power >= 0
      ? `${significant}${'0'.repeat(power)}`
      : point > 0
        ? `${significant.slice(0, point)}.${significant.slice(point)}`
        : `0.${'0'.repeat(-point)}${significant}`;
  return plain.replace('.', '').length > DIGITS_MAX ? undefined : `${sign}${plain}`;
};
