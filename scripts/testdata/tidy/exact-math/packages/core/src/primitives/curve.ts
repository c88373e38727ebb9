export const power = Math.pow(2, 3); // bad
export const spaced = Math . pow(2, 3); // bad
export const indexed = Math['exp'](1); // bad
export const split = Math // bad
  .log(2);
const { sqrt } = Math; // bad
export const escaped = \u004dath.sin(1); // bad
export const inText = `${Math.random()} Math.cos`; // bad
export const optional = Math?.round(1); // bad
export const fine = Math.floor(7 / 2) + Math . trunc(3) + sqrt(4) + Math.min(1, Math.max(2, Math.abs(-1), Math.imul(2, 3)));
