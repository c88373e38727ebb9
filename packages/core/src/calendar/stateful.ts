import type { EpochCalendar } from './epoch-calendar.js';

/** Counters of a subnet after `block`, as they stand in storage from spec 423 on. */
export interface ScheduleState {
  readonly block: number;
  readonly lastEpochBlock: number;
  /** An epoch that the owner asked for, or that was put off; 0: none. */
  readonly pendingEpochAt: number;
  readonly blocksSinceLastStep: number;
  readonly subnetEpochIndex: number;
}

const MAX_TEMPO = 50_400; // a subnet that did not step for longer runs at once

/** The block of the next epoch as the runtime announces it (get_next_epoch_start_block); it may have passed. */
export const nextEpochStart = (
  tempo: number,
  { lastEpochBlock, pendingEpochAt }: Pick<ScheduleState, 'lastEpochBlock' | 'pendingEpochAt'>,
): number | undefined => {
  if (tempo === 0) return undefined;
  const auto = lastEpochBlock + tempo;
  return pendingEpochAt > 0 ? Math.min(auto, pendingEpochAt) : auto;
};

/**
 * The calendar from spec 423: an epoch runs `tempo` blocks after the last one, when one is pending, or when none ran for 50400
 * blocks. What lies beyond the next epoch is a forecast: owners may ask for one, and a block runs only some of those due.
 * Source: subtensor pallets/subtensor/src/coinbase/run_coinbase.rs should_run_epoch @ 14bc6f9f.
 */
export const statefulCalendar = (tempo: number, state: ScheduleState): EpochCalendar => {
  const { block: at, lastEpochBlock, blocksSinceLastStep, subnetEpochIndex } = state;
  const start = nextEpochStart(tempo, state);
  const due = start === undefined ? undefined : Math.min(start, at + MAX_TEMPO + 1 - blocksSinceLastStep);
  const epochIndex = (block: number): number =>
    due === undefined || block < due ? subnetEpochIndex : subnetEpochIndex + 1 + Math.floor((block - due) / tempo);
  return {
    runsAt: (block) => due !== undefined && block >= due,
    blocksUntilEpoch: (block) => (tempo === 0 ? undefined : Math.max(0, lastEpochBlock + tempo - block)),
    nextEpoch: (block) => (due === undefined ? undefined : Math.max(block, due)),
    epochIndex,
    revealWindow: ({ block, epoch = epochIndex(block) }, periodEpochs) => {
      const ahead = epoch + periodEpochs - subnetEpochIndex;
      if (due === undefined || ahead < 0) return undefined;
      if (ahead === 0) return { first: lastEpochBlock, last: due - 1 };
      const first = due + (ahead - 1) * tempo;
      return { first, last: first + tempo - 1 };
    },
  };
};
