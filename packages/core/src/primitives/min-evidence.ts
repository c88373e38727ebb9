/** How checks of one thing went: how many were asked for, how many gave an answer, how many of those passed. */
export interface Evidence {
  readonly asked: number;
  readonly conclusive: number;
  readonly passed: number;
}

/** How much evidence a verdict needs, and how much of it must pass; in ppm. */
export interface EvidenceRule {
  readonly minConclusiveppm: number;
  readonly passppm: number;
}

/** Too little evidence is neither a pass nor a fail: whoever was checked is not to blame for it. */
export type EvidenceVerdict = 'verified' | 'failed' | 'unverified';

/**
 * Unverified where conclusive / asked < minConclusiveppm; else verified where passed / conclusive >= passppm. Compared by
 * multiplication, so it is exact for counts below 9 * 10^9. Nothing asked is verified: whoever needs a check asks for one.
 */
export const judgeEvidence = ({ asked, conclusive, passed }: Evidence, rule: EvidenceRule): EvidenceVerdict => {
  if (conclusive * 1_000_000 < rule.minConclusiveppm * asked) return 'unverified';
  return passed * 1_000_000 < rule.passppm * conclusive ? 'failed' : 'verified';
};
