import { isAllowedByRobots } from './robots.js';

const KEPT_MS = 24 * 3_600_000;

/** What a gate needs of its source. */
export interface RobotsGateOptions {
  readonly product: string;
  readonly nowMs: () => number;
  /** robots.txt as it is now; rejects when it cannot be had. */
  readonly read: (signal: AbortSignal) => Promise<string>;
}

/**
 * Says whether robots.txt forbids a path. It is asked for by the first look, and again after a day (RFC 9309, 2.4). Rejects when it
 * cannot be had: then all is forbidden (2.3.1.4), and the next look asks again.
 */
export const newRobotsGate = ({ product, nowMs, read }: RobotsGateOptions) => {
  let kept: { readonly text: string; readonly atMs: number } | undefined;
  return async (path: string, signal: AbortSignal): Promise<boolean> => {
    if (kept === undefined || nowMs() - kept.atMs >= KEPT_MS) kept = { text: await read(signal), atMs: nowMs() };
    return !isAllowedByRobots(kept.text, product, path);
  };
};
