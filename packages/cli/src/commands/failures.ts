import type { Failure } from '@subnet-scoring/adapters/operations';
import type { Either } from 'fp-ts/lib/Either.js';
import { type CliError, fail, usageError } from '../cli-error.js';

/** The error of a failure: bad data is 12, missing facts are 125, a question that does not fit is 2. */
export const failureError = (failure: Failure): CliError => {
  switch (failure.kind) {
    case 'invalid':
      return fail({ exit: 12, code: 'INVALID', message: 'the data is invalid', errors: failure.errors });
    case 'cannotJudge': {
      const { epoch, missing } = failure;
      const message = `epoch ${epoch} cannot be judged:\n${missing.map((text) => `  ${text}`).join('\n')}`;
      return fail({
        exit: 125,
        code: 'CANNOT_JUDGE',
        message,
        help: 'append what is missing; `log seal --unjudged` seals without',
      });
    }
    case 'usage':
      return usageError(failure.message, failure.help);
  }
};

/** The result, or the failure thrown to `main`. */
export const orThrow = <A>(result: Either<Failure, A>): A => {
  if (result._tag === 'Left') throw failureError(result.left);
  return result.right;
};
