/** Runs heavy work one after the other; undefined when too much is waiting. */
export type OneAtATime = <A>(work: () => Promise<A>) => Promise<A> | undefined;

/** A queue of at most `max` that wait or run. */
export const oneAtATime = (max: number): OneAtATime => {
  let length = 0;
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    if (length >= max) return undefined;
    length += 1;
    const done = last.then(work).finally(() => {
      length -= 1;
    });
    last = done.catch(() => undefined);
    return done;
  };
};
