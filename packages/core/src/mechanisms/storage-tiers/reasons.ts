/** Why a miner got its share: the first that holds. A closed list; the order is the rule (rule 8). */
export const REASONS = ['NOT_REGISTERED', 'SCORED', 'NEGATIVE', 'NO_REWARD', 'NO_TASKS'] as const;

export type Reason = (typeof REASONS)[number];
