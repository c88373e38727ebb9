/** Share in ppm of a rank (0 is first) from a table; undefined beyond it: such a rank is not paid. */
export const taper = (shareppm: readonly number[], rank: number): number | undefined => shareppm[rank];
