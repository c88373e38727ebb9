import type { Account, Decoded, Fact } from '@subnet-scoring/core';
import type { BucketFailure, BucketVersion } from '../ports.js';

/** Why a version gives no fact. It says something about the object, so everybody who looks gets the same answer. */
export type RefusedReason =
  /** The key is not of the layout, or lies in another folder than was listed. */
  | 'BAD_KEY'
  | 'OTHER_FOLDER'
  /** Uploaded in parts: its time may be the one at which the upload began. */
  | 'MULTIPART'
  | 'TOO_LARGE'
  /** The folder has more versions, manifests or bytes than are looked at, or its lines have no room any more. */
  | 'TOO_MANY'
  | 'TOO_MUCH'
  /** The time for the folder is over. It says nothing about the object: a later walk goes on behind what is known. */
  | 'TOO_LONG'
  /** What came is not what was listed, or is not there any more. */
  | 'CHANGED'
  | 'GONE'
  /** The manifest is malformed, not the one that its key names, or was not signed by the miner. */
  | 'BAD_MANIFEST'
  | 'OTHER_MANIFEST'
  | 'BAD_SIGNATURE'
  /** No line of a log can hold what the bucket says of it. */
  | 'BAD_FACT'
  | 'NOT_MEASURED';

/** What was done with the versions of one folder. Each version listed is in exactly one of the other counts. */
export interface FolderCounts {
  readonly listed: number;
  /** Facts were yielded. */
  readonly taken: number;
  /** The log has all of it already: it was not read, or read and found to be known. */
  readonly known: number;
  readonly deleteMarkers: number;
  readonly refused: number;
  /** Could not be looked at, by no fault of the miner. */
  readonly failed: number;
  /** Sizes as listed, without those beyond the limit of a file. */
  readonly bytes: number;
}

/** One thing that an observer of a bucket finds out. */
export type Observation =
  | { readonly kind: 'fact'; readonly fact: Decoded<Fact> }
  | {
      readonly kind: 'refused';
      /** As the bucket says: hostile text. */
      readonly version: Pick<BucketVersion, 'key' | 'versionId'>;
      readonly reason: RefusedReason;
      readonly detail: string;
    }
  /** The observer could not look at a version, or could not list the rest of a folder. */
  | { readonly kind: 'failed'; readonly key: string; readonly failure: BucketFailure }
  | { readonly kind: 'folder'; readonly hotkey: Account; readonly counts: FolderCounts };
