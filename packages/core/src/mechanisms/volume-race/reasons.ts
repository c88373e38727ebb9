/** Why a miner got its share: the first that holds. A closed list; the order is the rule (docs/mechanisms/volume-race.md). */
export const REASONS = ['NOT_REGISTERED', 'SCORED', 'REJECTED', 'NO_NEW_ITEMS', 'NOT_CALLED', 'NO_ANSWER'] as const;

export type Reason = (typeof REASONS)[number];
