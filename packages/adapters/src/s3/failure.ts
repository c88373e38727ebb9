import { shorten } from '@subnet-scoring/core';
import type { BucketFailure } from '../ports.js';

const failure = (kind: BucketFailure['kind'], code: string, message: string): BucketFailure => ({
  kind,
  code,
  message,
});

/** An object that is there and must not be taken. */
export const unfit = (code: string, message: string): BucketFailure => failure('unfit', code, message);

/** An answer that no bucket gives: asking again may help, trusting it never does. */
export const badAnswer = (message: string): BucketFailure => failure('network', 'BAD_ANSWER', message);

const fieldOf = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;

const statusOf = (error: unknown): number | undefined => {
  const status = fieldOf(fieldOf(error, '$metadata'), 'httpStatusCode');
  return typeof status === 'number' ? status : undefined;
};

const MISSING = new Set(['NoSuchKey', 'NoSuchVersion', 'NotFound']);
const TRY_AGAIN = new Set([408, 429, 500, 502, 503, 504]);

/**
 * What an error of the client means. Of the error only name, code and a shortened message are kept: a server may put
 * the access key and what was signed into the rest.
 */
export const failureOf = (error: unknown, isOver: boolean): BucketFailure => {
  const name = String(fieldOf(error, 'name') ?? 'Error').slice(0, 64);
  const message = shorten(fieldOf(error, 'message') ?? '');
  if (isOver) return failure('timeout', 'TIMEOUT', 'the time for it is over');
  if (name === 'AnswerTooLarge') return unfit('ANSWER_TOO_LARGE', message);
  const status = statusOf(error);
  if (status === undefined) return failure('network', String(fieldOf(error, 'code') ?? name).slice(0, 64), message);
  if (TRY_AGAIN.has(status)) return failure('network', name, `status ${status}: ${message}`);
  if (status === 404 && MISSING.has(name)) return failure('missing', name, message);
  // A success that the client cannot read is a broken answer.
  return status < 300 ? badAnswer(message) : failure('refused', name, `status ${status}: ${message}`);
};
