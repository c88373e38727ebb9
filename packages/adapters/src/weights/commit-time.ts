import { calendarOf, type RevealTime, revealTime, type WaitingCommit } from '@subnet-scoring/core';
import type { SubnetState } from '@subnet-scoring/core/yuma';

/** When a commit may be revealed, by the calendar of the runtime at the state's block; with tempo 0 never. */
export const commitTime = (commit: WaitingCommit, subnet: SubnetState): RevealTime => {
  const { specVersion, netuid, block, counters, hyperparameters } = subnet;
  const { tempo = 0, revealPeriodEpochs = 1 } = hyperparameters;
  if (tempo === 0) return { when: 'late' };
  return revealTime(commit, subnet, calendarOf(specVersion, netuid, tempo, { block, ...counters }), revealPeriodEpochs);
};
