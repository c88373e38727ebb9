import type { FastifyError, FastifyReply } from 'fastify';
import { type Problem, type ProblemCode, problem, problemBody, statusOf } from './problem.js';

export const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE = 'application/problem+json';

/** Sends an answer that nobody may keep. */
export const sendBody = (reply: FastifyReply, status: number, type: string, body: string): FastifyReply =>
  // As bytes: to text the library adds a charset, which problem+json has none of.
  reply.code(status).header('content-type', type).header('cache-control', 'no-store').send(Buffer.from(body));

/** Sends a problem. */
export const sendProblem = (reply: FastifyReply, found: Problem): FastifyReply => {
  if (found.retryAfterSeconds !== undefined) reply.header('retry-after', `${found.retryAfterSeconds}`);
  return sendBody(reply, statusOf(found.code), PROBLEM_TYPE, JSON.stringify(problemBody(found)));
};

const CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_TYPE: 'unsupported-media-type',
};

/** What the library refuses, in our words; undefined for a mistake of ours. */
export const problemOfError = (error: FastifyError): Problem | undefined => {
  if (error.validation !== undefined) return problem('invalid-request', error.message);
  const code = CODES[error.code];
  if (code !== undefined) return problem(code);
  const { statusCode = 500 } = error;
  return statusCode < 500 ? problem('malformed-request') : undefined;
};
