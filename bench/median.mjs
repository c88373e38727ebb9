/** The middle of some numbers; of an even count the upper of the two in the middle. */
export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
