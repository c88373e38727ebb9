import type { DataError, EpochNumber, Hash32, LogHeader, Seal } from '@subnet-scoring/core';

/** What `append` acknowledges: on stable storage, and how many lines the log has taken since it was made. */
export interface Appended {
  /** Number of lines taken since the log was made, this batch included. */
  readonly position: number;
  readonly count: number;
}

/** A line that was not taken, and why. Nothing that arrived is lost, unless it looks like a key. */
export interface Refused {
  readonly error: DataError;
  /** The line; the first 1 KiB of one that is too long; nothing of one that looks like a key. */
  readonly line: string;
  /** What is kept in place of a line that is not: offset in its source where that is known, length in bytes, SHA-256. */
  readonly cut?: { readonly offset?: number; readonly bytes: number; readonly sha256: Hash32 };
}

/** Everything that is written when an epoch is closed, in one step. */
export interface SealedEpoch {
  readonly seal: Seal;
  /** Lines in canonical order, without signatures, without LF. */
  readonly lines: readonly string[];
  /** Signatures of those lines: [line number from 1, signature]. */
  readonly signatures: readonly (readonly [number, string])[];
  /** Facts that came too late for it: kept with the refused. */
  readonly late: readonly Refused[];
  /** Claim lines to keep beside the segment. */
  readonly claims: readonly string[];
  /** State at the boundary, a cache. */
  readonly snapshot: Uint8Array;
}

/** What a log's own check found. */
export interface LogCheck {
  readonly findings: readonly DataError[];
  /** Acknowledged facts that are gone. */
  readonly missing: number;
  /** What was mended or noticed when the log was opened, such as a torn tail that was cut and kept aside. */
  readonly notices: readonly string[];
  readonly refused: number;
}

/** An append-only log of one subnet's facts: open epochs in order of arrival, closed ones as sealed segments. */
export interface EventLog {
  readonly header: LogHeader;
  /** What opening found missing or altered: seals and facts that a reader would pass over without knowing. */
  readonly damage: readonly DataError[];
  /** Takes checked lines, durably. Refuses the batch when `expectedPosition` is given and differs. */
  append(lines: readonly string[], expectedPosition?: number): Promise<Appended>;
  /** Keeps what was not taken. */
  refuse(lines: readonly Refused[]): Promise<void>;
  position(): Promise<number>;
  /** Epochs with facts that are not sealed, ascending, with the number of lines that arrived. */
  openEpochs(): Promise<readonly { readonly epoch: EpochNumber; readonly lines: number }[]>;
  /** Lines of an open epoch in order of arrival, as they came, signatures included. */
  readOpen(epoch: EpochNumber): Promise<readonly string[]>;
  /** Seals, oldest first. */
  seals(): Promise<readonly Seal[]>;
  /** Bytes of a sealed segment in pieces of at most 1 MiB. */
  readSegment(epoch: EpochNumber): AsyncIterable<Uint8Array>;
  /** Signatures beside a segment: [line number from 1, signature]. */
  readSignatures(epoch: EpochNumber): Promise<readonly (readonly [number, string])[]>;
  /** Closes an epoch. `sealed.seal.prev` must be the last seal. */
  seal(sealed: SealedEpoch): Promise<void>;
  claims(epoch: EpochNumber): Promise<readonly string[]>;
  appendClaims(epoch: EpochNumber, lines: readonly string[]): Promise<void>;
  /** Epochs that have records, ascending. */
  recordEpochs(): Promise<readonly EpochNumber[]>;
  /** Lines of what was read from or sent to the chain about an epoch, in order of arrival. Rejects when they were altered. */
  records(epoch: EpochNumber): Promise<readonly string[]>;
  /** Keeps checked lines, durably, sealed or not. One that is there already is not doubled; says how many were not. */
  appendRecords(epoch: EpochNumber, lines: readonly string[]): Promise<number>;
  /** State after a sealed epoch, when it is kept and whole. */
  snapshot(epoch: EpochNumber): Promise<Uint8Array | undefined>;
  /** Refused lines as they are kept, oldest first. */
  refusals(): Promise<readonly string[]>;
  /** Checks that what was acknowledged is there, to the bit. */
  check(): Promise<LogCheck>;
  close(): Promise<void>;
}

/** Says whether an sr25519 signature (hex) of an account over a message is right; never throws. */
export type Verifier = (message: Uint8Array, signature: string, account: string) => Promise<boolean>;

export type {
  BlockId,
  ChainBlock,
  ChainCommitment,
  ChainFailure,
  ChainNeuron,
  ChainReader,
  EpochMark,
  FromChain,
  WeightCommit,
} from './chain/port.js';
export type { CommitSink } from './chain/port-commits.js';
export type { ChainEvent, ChainEventBody, CommitmentField, EventPhase } from './chain/port-events.js';
export type { EncodedCall, SubmitOptions, Submitted, WeightCall, WeightSink } from './chain/port-weights.js';
export type { Signer } from './keys/port.js';
export type {
  Bucket,
  BucketCursor,
  BucketFailure,
  BucketObject,
  BucketPage,
  BucketVersion,
  ExactContent,
  PresignedPut,
} from './s3/port.js';
