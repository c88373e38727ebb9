/** One step of an explanation: what was decided, by which formula with which values, and the facts behind it. */
export interface Step {
  readonly ok: boolean | undefined;
  readonly says: string;
  /** Formula with its values, such as `|95 - 100| * 10^6 = 5000000 <= 100 * 100000`. */
  readonly formula?: string;
  /** Lines of the epoch's segment. */
  readonly lines: readonly number[];
}

/** Steps under one heading, such as one zipcode. */
export interface Section {
  readonly title: string;
  readonly steps: readonly Step[];
}

/** Why a miner got what it got: general steps first, then one section per subject. */
export interface Explanation {
  readonly sections: readonly Section[];
}

/** `1 part`, `2 parts`, `2 successes`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** A step that states something. */
export const step = (says: string, lines: readonly number[] = [], formula?: string): Step => ({
  ok: undefined,
  says,
  lines,
  ...(formula === undefined ? {} : { formula }),
});

/** A step that passed or failed a rule. */
export const check = (ok: boolean, says: string, lines: readonly number[] = [], formula?: string): Step => ({
  ...step(says, lines, formula),
  ok,
});
