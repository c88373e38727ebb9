/** Answers of a slow question, by key. */
export interface Memo<A> {
  /** The answer that is there, or asks for it; who asks for the same meanwhile gets the same. Nothing is kept of undefined. */
  readonly get: <R extends Promise<A> | undefined>(key: string, ask: () => R) => Promise<A> | R;
}

/**
 * Keeps at most `max` answers, each for as many milliseconds as `keepMs` says of it; a failed question is not kept. The answer
 * that was found longest ago goes first.
 */
export const newMemo = <A>(max: number, keepMs: (answer: A) => number, now: () => number): Memo<A> => {
  const known = new Map<string, { readonly answer: Promise<A>; untilMs: number }>();
  return {
    get: (key, ask) => {
      const found = known.get(key);
      if (found !== undefined && now() < found.untilMs) return found.answer;
      known.delete(key);
      const answer = ask();
      if (answer === undefined) return answer;
      const [oldest] = known.keys();
      if (known.size >= max && oldest !== undefined) known.delete(oldest);
      const entry = { answer, untilMs: Number.POSITIVE_INFINITY };
      known.set(key, entry);
      const keep = (value: A): void => {
        entry.untilMs = now() + keepMs(value);
      };
      answer.then(keep, () => {
        if (known.get(key) === entry) known.delete(key);
      });
      return answer;
    },
  };
};
