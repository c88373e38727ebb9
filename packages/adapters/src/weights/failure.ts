import type { DataError, Obstacle } from '@subnet-scoring/core';
import type { Failure } from '../operations/failure.js';
import type { ChainFailure } from '../ports.js';

/** Why weights were not planned or sent. */
export type WeightsFailure =
  | Failure
  /** The chain did not answer, or refused; its kind decides the exit code. */
  | { readonly kind: 'chain'; readonly failure: ChainFailure }
  /** The state of the chain forbids it: exit 13. Nothing was sent. */
  | { readonly kind: 'obstacles'; readonly obstacles: readonly Obstacle[] }
  /** The chain took the extrinsic and its dispatch failed: exit 13. */
  | { readonly kind: 'failed'; readonly name: string }
  /** Whether an extrinsic gets into a block is not known: exit 125. */
  | { readonly kind: 'unsettled'; readonly message: string; readonly help: string }
  /** The plan is for another key: exit 11. */
  | { readonly kind: 'wrongKey'; readonly message: string; readonly help: string };

export const chainFailed = (failure: ChainFailure): WeightsFailure => ({ kind: 'chain', failure });

/** Why the chain refuses an extrinsic, in its words: it never gets into a block, or failed in one. Undefined for any other failure. */
export const refusalOf = (failure: WeightsFailure): string | undefined => {
  if (failure.kind === 'failed') return failure.name;
  return failure.kind === 'chain' && failure.failure.kind === 'refused' ? failure.failure.message : undefined;
};

export const badFile = (error: DataError, file: string): WeightsFailure => ({
  kind: 'invalid',
  errors: [{ ...error, at: { file, ...error.at } }],
});
