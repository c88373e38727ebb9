import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Hook } from './admission.js';
import { type Problem, problem } from './problem.js';

/** No path of ours needs an escape, and no operation takes a query. */
const PLAIN_PATH = /^[A-Za-z0-9/.-]*$/;

/**
 * Gives each thing one way to ask for it, and refuses every other before a body is read: another spelling, a path that leads nowhere,
 * and, where it is told that a path takes one method alone, the others.
 */
export const oneSpelling = (
  app: FastifyInstance,
  anybody: Hook,
  refuse: (reply: FastifyReply, found: Problem) => FastifyReply,
): ((method: 'GET' | 'POST', url: string) => void) => {
  app.addHook('onRequest', async (request, reply) => {
    if (!PLAIN_PATH.test(request.raw.url ?? '')) {
      return refuse(reply, problem('invalid-request', 'expected a path without query and without escapes'));
    }
    if (!request.is404) return undefined;
    return (
      (await anybody(request, reply)) ?? refuse(reply, problem('not-found', 'see /openapi.json for what there is'))
    );
  });
  return (method, url) => {
    const refuseMethod = async (_: FastifyRequest, reply: FastifyReply) =>
      refuse(reply.header('allow', method), problem('method-not-allowed', `expected ${method}`));
    const others = app.supportedMethods.filter((other) => other !== method);
    app.route({ method: others, url, onRequest: [anybody, refuseMethod], handler: refuseMethod });
  };
};
