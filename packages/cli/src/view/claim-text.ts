import type { ClaimDifference } from '@subnet-scoring/core';
import { clip, visible } from '../output/visible.js';

const VALUE_MAX = 200;

/** Claims that replay does not confirm: whose, and both values. */
export const claimLines = (claims: readonly ClaimDifference[], where = ''): string[] =>
  claims.flatMap(({ type, by, path, claimed, replayed }) => [
    visible(`claim differs: ${where}${type} by ${by}, ${path}`),
    `  claimed   ${visible(clip(claimed, VALUE_MAX))}`,
    `  replayed  ${visible(clip(replayed, VALUE_MAX))}`,
  ]);
