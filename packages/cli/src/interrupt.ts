const cleanups = new Set<() => Promise<void>>();

/** Has something done when the person interrupts; what comes back takes it off the list again. */
export const onInterrupt = (cleanup: () => Promise<void>): (() => void) => {
  cleanups.add(cleanup);
  return () => void cleanups.delete(cleanup);
};

/** Does everything on the list; a failure of one keeps none of the others from running. */
export const runCleanups = async (): Promise<void> => {
  await Promise.allSettled([...cleanups].map((cleanup) => cleanup()));
};
