/** The original divides doubles and rounds half to even; comparing with it needs the same doubles. */
export const halfEven = (x: number) => (x % 1 === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)) ** 1;
