import type { Block, EpochNumber, Hash32 } from '@subnet-scoring/core';
import type { Either } from 'fp-ts/lib/Either.js';
import type { Chain } from '../../chain/index.js';
import type { EventLog, Signer } from '../../ports.js';
import type { WeightsFailure } from '../../weights/index.js';
import type { CheckOptions } from '../check/check.js';
import type { RoundFailure } from '../failure.js';
import type { IngestOptions } from '../ingest/ingest.js';
import type { PublishFailure } from '../publish/failure.js';
import type { EpochBlocks, RoundStep, Since } from './next-step.js';

/** Everything that a round of one validator needs. */
export interface RunOptions
  extends Pick<IngestOptions, 'bucket' | 'verify' | 'measure' | 'limits' | 'extractor' | 'host' | 'epoch'>,
    Pick<CheckOptions, 'scraper' | 'contents' | 'tries'> {
  readonly chain: Chain;
  readonly signer: Signer;
  /** Hands over the log, open for writing, for as long as one step takes: between steps others may write. */
  readonly withLog: <A>(use: (log: EventLog) => Promise<A>) => Promise<A>;
  /** The last epoch of the run; without it the epochs go on. */
  readonly last?: EpochNumber;
  /** The blocks of an epoch: where the log has opened it, the log says them. */
  readonly blocksOf: (epoch: EpochNumber) => EpochBlocks;
  /** The lines that open an epoch, without signature, from the hash of its startBlock and what the log has opened before. */
  readonly openingLines: (epoch: EpochNumber, seed: Hash32, log: EventLog) => Promise<readonly string[]>;
  /** Blocks before evidenceBlock in which observations are published and taken in. */
  readonly exchangeBlocks: number;
  /** Where plans on their way are kept. */
  readonly commits: string;
  /** A salt that nobody can guess: u16s. */
  readonly newSalt: () => readonly number[];
}

/** The same, while the log is held. */
export interface StepOptions extends RunOptions {
  readonly log: EventLog;
}

/** Why a run ended early. */
export type RunFailure = RoundFailure | WeightsFailure | PublishFailure;

/** What a step did, in words, and what this process knows since. */
export interface Ran {
  readonly says: string;
  /** What somebody should look at. It stops nothing. */
  readonly warnings?: readonly string[];
  readonly since?: Since;
}

export type Outcome = Promise<Either<RunFailure, Ran>>;

/** A step that was taken. */
export interface RanStep {
  readonly step: RoundStep;
  readonly head: Block;
  /** What came of it, in words. */
  readonly says: string;
  readonly warnings: readonly string[];
}
