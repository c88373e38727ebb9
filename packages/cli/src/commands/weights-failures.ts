import type { WeightsFailure } from '@subnet-scoring/adapters/weights';
import type { Either } from 'fp-ts/lib/Either.js';
import { type CliError, fail } from '../cli-error.js';
import type { ExitCode } from '../exit.js';
import { chainProblem } from './chain-open.js';
import { failureError } from './failures.js';

/** Exit codes of a command that sends weights. */
export const SEND_EXITS: readonly ExitCode[] = [1, 10, 11, 12, 13, 15, 16, 125];

/** The error of weights that were not planned or sent. What the chain's state forbids is 13, whoever noticed it. */
export const weightsError = (failure: WeightsFailure): CliError => {
  switch (failure.kind) {
    case 'chain':
      return chainProblem(failure.failure);
    case 'obstacles': {
      const [first] = failure.obstacles;
      const message = `nothing was sent:\n${failure.obstacles.map(({ code, says }) => `  ${code}: ${says}`).join('\n')}`;
      const help = 'make a new plan when the subnet has changed, or wait; see docs/weights.md';
      return fail({ exit: 13, code: first?.code ?? 'REFUSED', message, help });
    }
    case 'failed':
      return fail({
        exit: 13,
        code: failure.name.replace(/^.*\./, ''),
        message: `the chain took the extrinsic and refused it: ${failure.name}`,
        help: 'see docs/weights.md for what each name means',
      });
    case 'unsettled':
      return fail({ exit: 125, code: 'UNSETTLED', message: failure.message, help: failure.help });
    case 'wrongKey':
      return fail({ exit: 11, code: 'WRONG_KEY', message: failure.message, help: failure.help });
    default:
      return failureError(failure);
  }
};

/** The result, or the failure thrown to `main`. */
export const orWeightsThrow = <A>(result: Either<WeightsFailure, A>): A => {
  if (result._tag === 'Left') throw weightsError(result.left);
  return result.right;
};
