/**
 * Runs a task whose signal fires with another one, or after some milliseconds. AbortSignal.any is no way to say so: Node 20 collects a
 * timeout that nothing else holds, and then it never fires.
 */
export const withinMs = async <A>(
  ms: number,
  signal: AbortSignal,
  task: (signal: AbortSignal) => Promise<A>,
): Promise<A> => {
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal.reason);
  const timer = setTimeout(() => controller.abort(), ms);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  try {
    return await task(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
};
