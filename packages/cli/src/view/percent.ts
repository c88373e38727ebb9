const PPM_PER_PERCENT = 10_000;

/** Parts per million as a percentage without needless zeros: 12345 is `1.2345 %`. */
export const percentOfPpm = (ppm: number): string => {
  const rest = ppm % PPM_PER_PERCENT;
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(4, '0').replace(/0+$/, '')}`;
  return `${Math.floor(ppm / PPM_PER_PERCENT)}${fraction} %`;
};
