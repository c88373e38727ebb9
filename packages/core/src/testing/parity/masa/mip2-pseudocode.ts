/** Whom a round returns, and who counts as called after it. */
export interface LiteralRound {
  readonly returned: readonly number[];
  readonly called: ReadonlySet<number>;
}

/**
 * The selection that MIP-2 prints in its section 4, taken literally: `called_uids.update(available_uids)` marks everybody who was
 * available, so each round is one call of everybody and nothing is ever exhausted. The shipped code and ours mark whom they drew.
 */
export const literalRound = (uids: readonly number[], called: ReadonlySet<number>): LiteralRound => {
  const available = uids.filter((uid) => !called.has(uid));
  const isEmpty = available.length === 0;
  const returned = isEmpty ? uids : available;
  return { returned, called: new Set([...(isEmpty ? [] : called), ...returned]) };
};
