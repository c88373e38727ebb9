import { createHash } from 'node:crypto';

/** How a request is answered. */
export type Behaviour = 'truth' | 'lie' | 'slow' | 'drip' | 'status429' | 'status503' | 'captcha' | 'cut' | 'redirect';

/** Parts of a hundred requests that get each behaviour; the rest gets the truth. */
export type Shares = Readonly<Partial<Record<Exclude<Behaviour, 'truth'>, number>>>;

/** The behaviour of one request, by seed, path and how often that path was asked: the same seed gives the same outage. */
export const behaviourOf = (seed: string, shares: Shares, path: string, asked: number): Behaviour => {
  const digest = createHash('sha256').update(`${seed}\n${path}\n${asked}`).digest();
  let left = digest.readUInt32LE(0) % 100;
  for (const [behaviour, share] of Object.entries(shares)) {
    left -= share;
    if (left < 0) return behaviour as Behaviour;
  }
  return 'truth';
};
