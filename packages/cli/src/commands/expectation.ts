import type { EpochResult } from '@subnet-scoring/core';

const WHAT = ['seal', 'scores', 'segment', 'weights'] as const;
export type HashName = (typeof WHAT)[number];

/** A hash that an epoch should have, or the start of one. */
export interface Expectation {
  readonly what: HashName;
  readonly prefix: string;
}

const FORM = /^(?:(seal|scores|segment|weights):)?([0-9a-f]{12,64})$/;

/** Reads `scores:0123456789ab`; without a name before it, it is the seal. */
export const parseExpectation = (text: string): Expectation | undefined => {
  const match = FORM.exec(text.toLowerCase());
  return match === null ? undefined : { what: (match[1] ?? 'seal') as HashName, prefix: match[2] ?? '' };
};

/** What came of an expectation; `matches` is undefined when the epoch has no such hash. */
export interface Met {
  readonly what: HashName;
  readonly expected: string;
  readonly found?: string;
  readonly matches?: boolean;
}

/** Compares an epoch with what is expected of it. */
export const meet = ({ what, prefix }: Expectation, { seal, weights }: EpochResult): Met => {
  const found = what === 'weights' ? weights?.hash : seal[what];
  return found === undefined
    ? { what, expected: prefix }
    : { what, expected: prefix, found, matches: found.startsWith(prefix) };
};
