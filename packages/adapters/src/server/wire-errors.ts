import type { Socket } from 'node:net';
import { type ProblemCode, problem, problemBody, statusOf } from './problem.js';

const CODES: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/** What is wrong with bytes that never became a request. */
export const wireProblem = (error: { readonly code?: string }): ProblemCode =>
  CODES[error.code ?? ''] ?? 'malformed-request';

/** Answers on the bare socket, and closes it. */
export const answerSocket = (socket: Socket, code: ProblemCode): void => {
  if (socket.destroyed || !socket.writable) return;
  const body = JSON.stringify(problemBody(problem(code)));
  const head = [
    `HTTP/1.1 ${statusOf(code)} Refused`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
};
