import type {
  Account,
  Block,
  DataError,
  EpochNumber,
  Hash32,
  Host,
  NetUid,
  SubmissionMeasured,
} from '@subnet-scoring/core';
import type { Either } from 'fp-ts/lib/Either.js';
import type { Bucket, BucketFailure, Verifier } from '../ports.js';
import type { Known } from './known.js';
import { MANIFEST_BYTES_MAX } from './manifest.js';

/** Counts what is in one file: a pure function of its bytes and the zipcode, that never throws on what a miner wrote. */
export type Measure = (bytes: Uint8Array, zipcode: string) => Promise<Either<DataError, SubmissionMeasured['data']>>;

/** How much of one miner's folder is looked at. A miner that needs more hurts nobody but itself. */
export interface FolderLimits {
  /** Versions and delete markers. */
  readonly versions: number;
  /** Manifests, those that the log has among them. */
  readonly manifests: number;
  readonly manifestBytes: number;
  readonly fileBytes: number;
  /** Of all files that are read. */
  readonly folderBytes: number;
  /** Of the lines that tell of the folder, those that the log has among them. */
  readonly lineBytes: number;
  /** For one file, all tries together. */
  readonly deadlineMs: number;
  /** For one folder: what is left is looked at in the next walk. One file may take longer. */
  readonly folderMs: number;
}

/** What is looked at when nobody says otherwise. */
export const FOLDER_LIMITS: FolderLimits = {
  versions: 10_000,
  manifests: 32,
  manifestBytes: MANIFEST_BYTES_MAX,
  fileBytes: 64 * 1_048_576,
  folderBytes: 2048 * 1_048_576,
  lineBytes: 64 * 1_048_576,
  deadlineMs: 120_000,
  folderMs: 600_000,
};

/** Who looks at which bucket, and for which epoch. */
export interface Observer {
  readonly bucket: Bucket;
  readonly netuid: NetUid;
  readonly genesis: Hash32;
  readonly epoch: EpochNumber;
  /** The observer's hotkey. */
  readonly by: Account;
  readonly host: Host;
  readonly verify: Verifier;
  /** The finalized head now. Asked for when the last byte of a version is there: that block is when it was seen. */
  readonly headAt: () => Promise<Either<BucketFailure, Block>>;
  /** Undefined to see what there is, and measure it in a later walk. */
  readonly measure: Measure | undefined;
  /** What the log has of this epoch by this observer: it is not read again. */
  readonly known: Known;
  readonly limits: FolderLimits;
}
