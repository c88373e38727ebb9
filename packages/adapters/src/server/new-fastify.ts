import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { limitConnections } from './limit-connections.js';
import type { ServerLimits } from './limits.js';
import { type ProblemCode, problem } from './problem.js';
import { problemOfSocket, sendOnSocket, sendProblem } from './reply.js';

/** How often connections are looked at that take too long. */
const CHECK_MS = 1_000;

/** The library with our limits. It hears of a problem that no route can tell, and loads when the first server is built. */
export const newFastify = async (
  limits: ServerLimits,
  proxies: readonly string[],
  refused: (code: ProblemCode) => void,
): Promise<FastifyInstance> => {
  const { fastify } = await import('fastify');
  const app = fastify({
    logger: false,
    trustProxy: proxies.length > 0 ? [...proxies] : false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.arrivalMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionTimeout: limits.silenceMs,
    forceCloseConnections: 'idle',
    return503OnClosing: false, // what has arrived is answered as ever
    exposeHeadRoutes: false,
    http: {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.arrivalMs,
      connectionsCheckingInterval: Math.min(CHECK_MS, limits.arrivalMs),
    },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: false } },
    frameworkErrors: (_error, _request, reply) => {
      refused('malformed-request');
      sendProblem(reply, problem('malformed-request'));
    },
    clientErrorHandler: (error: Error & { code?: string }, socket: Socket) => {
      const code = problemOfSocket(error);
      refused(code);
      sendOnSocket(socket, code);
    },
  });
  app.server.maxConnections = limits.connections;
  // Behind a proxy all connections come from one address.
  if (proxies.length === 0) limitConnections(app.server, limits.connectionsPerAddress);
  return app;
};
