/** Weights that were committed: when, and (from spec 423) in which epoch of the subnet's own count. */
export interface Committed {
  readonly block: number;
  readonly epoch?: number;
}

/** The blocks in which a commit may be revealed, both ends included. */
export interface RevealWindow {
  readonly first: number;
  readonly last: number;
}

/** When the epochs of one subnet run. Blocks and epochs are whole numbers; undefined means never. */
export interface EpochCalendar {
  /** True where an epoch is due in this block. */
  readonly runsAt: (block: number) => boolean;
  /** Blocks until the next epoch that the clock alone brings; 0 in the block that runs it. */
  readonly blocksUntilEpoch: (block: number) => number | undefined;
  /** The first block, from this one on, in which an epoch is due. */
  readonly nextEpoch: (block: number) => number | undefined;
  /** The number of the epoch a commit or a reveal of this block belongs to. */
  readonly epochIndex: (block: number) => number;
  /** When a commit may be revealed, `periodEpochs` epochs later; undefined where that is over or never comes. */
  readonly revealWindow: (commit: Committed, periodEpochs: number) => RevealWindow | undefined;
}
