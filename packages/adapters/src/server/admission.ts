import { type Host, toHex } from '@subnet-scoring/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as E from 'fp-ts/lib/Either.js';
import type { Caller, Gate } from './gate.js';
import { type Problem, problem } from './problem.js';

/** A step before the answer: what it sends ends the request. */
export type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** The gate in front of the routes. */
export interface Admission {
  readonly anybody: Hook;
  /** Before the body is read. */
  readonly caller: Hook;
  /** After the body was read: it must be the one that was signed. */
  readonly body: Hook;
  readonly callerOf: (request: FastifyRequest) => Caller | undefined;
}

const EMPTY = new Uint8Array(0);

/** Of a connection that is gone already nobody knows the address, whatever its type says. */
const addressOf = ({ ip }: FastifyRequest): string => `${ip}`;

/** Puts the gate in front of an application, and keeps the bytes of bodies until they were compared. */
export const newAdmission = (
  app: FastifyInstance,
  gate: Gate,
  { sha256 }: Pick<Host, 'sha256'>,
  refuse: (reply: FastifyReply, found: Problem) => FastifyReply,
): Admission => {
  const callers = new WeakMap<FastifyRequest, Caller>();
  const bodies = new WeakMap<FastifyRequest, Uint8Array>();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    bodies.set(request, bytes);
    try {
      done(null, JSON.parse(bytes.toString('utf8')));
    } catch {
      done(Object.assign(new Error('the body is no JSON'), { statusCode: 400 }));
    }
  });
  return {
    callerOf: (request) => callers.get(request),
    anybody: async (request, reply) => {
      const refusal = gate.anybody(addressOf(request));
      return refusal === undefined ? undefined : refuse(reply, refusal);
    },
    caller: async (request, reply) => {
      const { method, headers } = request;
      const proved = await gate.caller({ method, headers, address: addressOf(request), path: request.raw.url ?? '' });
      if (E.isLeft(proved)) return refuse(reply, proved.left);
      callers.set(request, proved.right);
      return undefined;
    },
    body: async (request, reply) => {
      const found = toHex(sha256(bodies.get(request) ?? EMPTY));
      return found === callers.get(request)?.bodySha256 ? undefined : refuse(reply, problem('body-differs'));
    },
  };
};
