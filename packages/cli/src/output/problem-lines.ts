import type { Problem } from '../cli-error.js';
import { dataErrorJson, dataErrorLines } from './data-errors.js';
import { visible } from './visible.js';

const ERRORS_MAX = 20;

/** A problem for people: what happened, the places of bad data, what to do. */
export const problemLines = ({ message, errors = [], help }: Problem): string[] => [
  `error: ${visible(message)}`,
  ...errors
    .slice(0, ERRORS_MAX)
    .flatMap(dataErrorLines)
    .map((line) => `  ${line}`),
  ...(errors.length > ERRORS_MAX ? [`  ... and ${errors.length - ERRORS_MAX} more`] : []),
  ...(help === undefined ? [] : [`  help: ${help}`]),
];

const JSON_ERRORS_MAX = 1000;

/** A problem for --json. */
export const problemJson = ({ exit, code, message, help, errors = [] }: Problem): object => ({
  exit,
  code,
  message,
  ...(help === undefined ? {} : { help }),
  errors: errors.slice(0, JSON_ERRORS_MAX).map(dataErrorJson),
});
