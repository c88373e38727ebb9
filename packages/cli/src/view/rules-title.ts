import type { ReplayState } from '@subnet-scoring/core';

/** A mechanism that an epoch was scored by: its code, parameters and state. */
export type ActiveMechanism = ReplayState['active'][number];

/** `storage-tiers@1, rule set filetao-readme@1`. */
export const rulesTitle = ({ data: { mechanism, version, ruleset } }: ActiveMechanism): string =>
  `${mechanism}@${version}, rule set ${ruleset}`;

/** The same for --json. */
export const rulesJson = ({ data: { mechanism, version, ruleset } }: ActiveMechanism) => ({
  mechanism,
  version,
  ruleset,
});
