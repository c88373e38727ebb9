import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply } from 'fastify';
import { type Problem, type ProblemCode, problem, problemBody, statusOf } from './problem.js';

export const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE = 'application/problem+json';
const UNAUTHORIZED = 401;
/** The scheme that a refusal asks for, as RFC 9110 wants it named. */
const SCHEME = 'Subnet-Envelope';

/** Sends an answer that nobody may keep. */
export const sendBody = (reply: FastifyReply, status: number, type: string, body: string): FastifyReply =>
  // As bytes: to text the library adds a charset, which problem+json has none of.
  reply
    .code(status)
    .headers({ 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    .send(Buffer.from(body));

/** Sends a problem. */
export const sendProblem = (reply: FastifyReply, found: Problem): FastifyReply => {
  const status = statusOf(found.code);
  if (found.retryAfterSeconds !== undefined) reply.header('retry-after', `${found.retryAfterSeconds}`);
  if (status === UNAUTHORIZED) reply.header('www-authenticate', SCHEME);
  return sendBody(reply, status, PROBLEM_TYPE, JSON.stringify(problemBody(found)));
};

/** Sends a problem where bytes never became a request: on the bare socket, which it closes. */
export const sendOnSocket = (socket: Socket, code: ProblemCode): void => {
  if (socket.destroyed || !socket.writable) return;
  const body = JSON.stringify(problemBody(problem(code)));
  const head = [
    `HTTP/1.1 ${statusOf(code)} Refused`,
    `content-type: ${PROBLEM_TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
};

const CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_TYPE: 'unsupported-media-type',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** What is wrong with bytes that never became a request. */
export const problemOfSocket = ({ code = '' }: { readonly code?: string }): ProblemCode =>
  CODES[code] ?? 'malformed-request';

/** What the library refuses, in our words; undefined for a mistake of ours. */
export const problemOfError = (error: FastifyError): Problem | undefined => {
  if (error.validation !== undefined) return problem('invalid-request', error.message);
  const code = CODES[error.code];
  if (code !== undefined) return problem(code);
  const { statusCode = 500 } = error;
  return statusCode < 500 ? problem('malformed-request') : undefined;
};
