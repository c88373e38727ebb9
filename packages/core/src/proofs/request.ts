import { CURVE, decodePoint, type Point } from './point.js';
import { type Refused, refuse } from './verdict.js';

/** The two points that a validator draws for a request, as it sent them. It knows their logarithms; the miner must not choose them. */
export interface Bases {
  readonly g: string;
  readonly h: string;
}

const SEED = /^[0-9a-f]{64}$/;

/** A seed is 64 lower-case hex digits, and is hashed as that text. */
export const isSeed = (seed: string): boolean => SEED.test(seed);

/** The points of a request; BAD_REQUEST unless both are points of the curve and differ. */
export const decodeBases = ({ g, h }: Bases): { readonly g: Point; readonly h: Point } | Refused => {
  const [left, right] = [decodePoint(g), decodePoint(h)];
  if (left === undefined) return refuse('BAD_REQUEST', 'g');
  if (right === undefined || g === h) return refuse('BAD_REQUEST', 'h');
  return { g: left, h: right };
};

/**
 * A miner's answer carries the request back. Ours is the one that counts, but an answer that names other points was made for
 * another request. A field that is left out or null says nothing.
 */
export const otherRequest = (response: Readonly<Record<string, unknown>>, { g, h }: Bases): Refused | undefined => {
  for (const [field, asked] of [
    ['curve', CURVE],
    ['g', g],
    ['h', h],
  ] as const) {
    const named = Object.hasOwn(response, field) ? response[field] : undefined;
    if (named !== undefined && named !== null && named !== asked) return refuse('OTHER_REQUEST', field);
  }
  return undefined;
};
