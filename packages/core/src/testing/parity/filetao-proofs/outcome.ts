/** What a call of the original comes to: its answer, or the name of the exception that it raises and nobody catches. */
export type Outcome<A> = A | Raised;

export interface Raised {
  readonly raised: string;
}

export const raise = (name: string): Raised => ({ raised: name });

export const isRaised = (u: unknown): u is Raised => typeof u === 'object' && u !== null && 'raised' in u;
