import type { EpochCalendar } from '../calendar/index.js';
import type { SubnetState } from './subnet-state.js';

/**
 * The block of each uid's earliest commit that has not expired, in the epoch of `block`; undefined without one. A commit has
 * expired once the epoch it could be revealed in is over. Source: run_epoch.rs, the column mask of commit-reveal @ 14bc6f9f.
 */
export const commitBlocks = (
  { neurons, commits = [] }: SubnetState,
  calendar: EpochCalendar,
  block: number,
  revealPeriodEpochs: number,
): readonly (number | undefined)[] => {
  const now = calendar.epochIndex(block);
  const earliest = new Map<string, number>();
  for (const { hotkey, block: committed, epoch = calendar.epochIndex(committed) } of commits) {
    if (now > epoch + revealPeriodEpochs) continue;
    const known = earliest.get(hotkey);
    if (known === undefined || committed < known) earliest.set(hotkey, committed);
  }
  return neurons.map(({ hotkey }) => earliest.get(hotkey));
};
