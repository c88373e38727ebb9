import type { ReplayedEpoch } from '@subnet-scoring/adapters/operations';
import type { Seal } from '@subnet-scoring/core';
import type { Context } from '../context.js';

const SEAL_DIGITS = 16;
const WIDE = 110;

const verdictOf = ({ result, differences, claims }: ReplayedEpoch): string => {
  if (differences.length > 0) return 'DIFFERS';
  if (claims.length > 0) return 'CLAIM DIFFERS';
  return result.status === 'unjudged' ? 'ok, unjudged' : 'ok';
};

/** One replayed epoch in a line, aligned with those of the other seals. */
export const replayLine = (replayed: ReplayedEpoch, seals: readonly Seal[], { paint, width }: Context): string => {
  const { result, sealed } = replayed;
  const digits = (values: readonly number[]): number => `${Math.max(0, ...values)}`.length;
  const epoch = `${result.epoch}`.padStart(digits(seals.map((seal) => seal.epoch)));
  const facts = `${result.seal.count}`.padStart(digits(seals.map((seal) => seal.count)));
  const verdict = verdictOf(replayed);
  const paintVerdict = verdict === 'ok' ? paint.good : verdict.startsWith('ok') ? paint.warn : paint.bad;
  const seal = width < WIDE ? `${sealed.seal.slice(0, SEAL_DIGITS)}…` : sealed.seal;
  return `epoch ${epoch}  ${facts} facts  ${result.status.padEnd(8)}  seal ${paint.key(seal)}  ${paintVerdict(verdict)}`;
};
