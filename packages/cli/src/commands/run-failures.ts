import type { RunFailure } from '@subnet-scoring/adapters/round';
import { type CliError, fail } from '../cli-error.js';
import { roundError } from './round-failures.js';
import { weightsError } from './weights-failures.js';

/** The error of a step of a run that ended early. */
export const runError = (failure: RunFailure): CliError => {
  switch (failure.kind) {
    case 'published': {
      const help = 'what was published stays; see docs/publishing.md';
      return fail({ exit: 1, code: 'PUBLISHED', message: failure.message, help });
    }
    case 'obstacles':
    case 'failed':
    case 'unsettled':
    case 'wrongKey':
      return weightsError(failure);
    default:
      return roundError(failure);
  }
};
