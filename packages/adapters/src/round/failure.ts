import type { Block, DataError } from '@subnet-scoring/core';
import { type Failure, invalid } from '../operations/failure.js';
import type { BucketFailure, ChainFailure } from '../ports.js';

/** Why a step of a round ended early. */
export type RoundFailure =
  | Failure
  /** The bucket, or who was asked for the head of the chain, could not be asked: exit 10, 11 or 15. */
  | { readonly kind: 'bucket'; readonly failure: BucketFailure }
  | { readonly kind: 'chain'; readonly failure: ChainFailure }
  /** It is too early: exit 125, and from which block on it goes on. */
  | { readonly kind: 'wait'; readonly fromBlock: Block; readonly why: string };

/** What the log does not take. */
export const refusedByLog = (error: DataError): RoundFailure => invalid(error);

export const bucketFailed = (failure: BucketFailure): RoundFailure => ({ kind: 'bucket', failure });

export const chainFailed = (failure: ChainFailure): RoundFailure => ({ kind: 'chain', failure });
