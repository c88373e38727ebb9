import type { RoundFailure } from '@subnet-scoring/adapters/round';
import type { Either } from 'fp-ts/lib/Either.js';
import { type CliError, fail } from '../cli-error.js';
import { bucketProblem } from './bucket-problem.js';
import { chainProblem } from './chain-open.js';
import { failureError } from './failures.js';

/** The error of a step of a round that ended early. `orElse` is what a command can do instead of waiting to be run again. */
export const roundError = (failure: RoundFailure, orElse = ''): CliError => {
  switch (failure.kind) {
    case 'bucket':
      return bucketProblem(failure.failure);
    case 'chain':
      return chainProblem(failure.failure);
    case 'wait':
      return fail({
        exit: 125,
        code: 'TOO_EARLY',
        message: failure.why,
        help: `run it again from block ${failure.fromBlock} on${orElse}`,
      });
    default:
      return failureError(failure);
  }
};

/** The result, or the failure thrown to `main`. */
export const orRoundThrow = <A>(result: Either<RoundFailure, A>): A => {
  if (result._tag === 'Left') throw roundError(result.left);
  return result.right;
};
