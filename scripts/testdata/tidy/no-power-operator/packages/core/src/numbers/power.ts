export const cube = (x: number) => x ** 3; // bad
export const scale = 10n ** 18n; // bad
export const grow = (x: number) => {
  let y = x;
  y **= 2; // bad
  return y;
};
