import type { Socket } from 'node:net';
import { type Hash32, type Host, type NetUid, toHex } from '@subnet-scoring/core';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as E from 'fp-ts/lib/Either.js';
import type { Bucket, Verifier } from '../ports.js';
import { type Caller, newGate } from './gate.js';
import type { ServerLimits } from './limits.js';
import { logView, type ReadLog } from './log-view.js';
import { newMetrics } from './metrics.js';
import { openApi } from './openapi.js';
import { type Problem, type ProblemCode, problem, problemBody, statusOf } from './problem.js';
import { roleIn } from './role.js';
import { ROUTES, type Route, type Service } from './routes.js';
import { BODY_SCHEMAS, PATH_SCHEMAS } from './schemas.js';
import { answerSocket, wireProblem } from './wire-errors.js';

/** What a server serves, and to whom. */
export interface ServerOptions {
  readonly netuid: NetUid;
  readonly genesis: Hash32;
  readonly readLog: ReadLog;
  /** Where uploads go; without one none are granted. */
  readonly bucket?: Bucket;
  readonly verify: Verifier;
  readonly host: Host;
  /** Address that callers use. Its host is part of what they sign. */
  readonly publicUrl: string;
  /** From this stake on, in rao, a hotkey with a permit is served as a validator. */
  readonly validatorStakeRao: bigint;
  /** True behind a proxy that sets X-Forwarded-For itself: then the address is taken from there. */
  readonly trustProxy: boolean;
  readonly version: string;
  readonly limits: ServerLimits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears of mistakes of the server, which callers are not told about. */
  readonly onMistake: (error: Error) => void;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE = 'application/problem+json';
const EMPTY = new Uint8Array(0);

const send = (reply: FastifyReply, status: number, type: string, body: string): FastifyReply =>
  reply.code(status).header('content-type', type).header('cache-control', 'no-store').send(body);

const refuse = (reply: FastifyReply, found: Problem): FastifyReply => {
  if (found.retryAfterSeconds !== undefined) reply.header('retry-after', `${found.retryAfterSeconds}`);
  return send(reply, statusOf(found.code), PROBLEM_TYPE, JSON.stringify(problemBody(found)));
};

/** What the library refuses, in our words. */
const problemOfError = (error: FastifyError): Problem | undefined => {
  if (error.validation !== undefined) return problem('invalid-request', error.message);
  const codes: Readonly<Record<string, ProblemCode>> = {
    FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
    FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
    FST_ERR_CTP_EMPTY_TYPE: 'unsupported-media-type',
    FST_ERR_BAD_URL: 'malformed-request',
  };
  const code = codes[error.code];
  if (code !== undefined) return problem(code);
  const { statusCode = 500 } = error;
  return statusCode < 500 ? problem('malformed-request') : undefined;
};

const fastifyPath = (path: string): string => path.replace(/\{([a-z]+)\}/gi, ':$1');

const requestSchema = ({ params, body }: Route): object => ({
  params: {
    type: 'object',
    properties: Object.fromEntries(Object.entries(params).map(([name, kind]) => [name, PATH_SCHEMAS[kind]])),
  },
  // No operation takes a query: one that is sent is a mistake of the caller.
  querystring: { type: 'object', additionalProperties: false, properties: {} },
  ...(body === undefined ? {} : { body: BODY_SCHEMAS[body] }),
});

const newFastify = async (
  { limits, trustProxy }: ServerOptions,
  onWireError: (code: ProblemCode) => void,
): Promise<FastifyInstance> => {
  const { fastify } = await import('fastify');
  return fastify({
    logger: false,
    trustProxy,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.arrivalMs,
    keepAliveTimeout: limits.keepAliveMs,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    http: {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.arrivalMs,
      connectionsCheckingInterval: Math.min(1_000, limits.arrivalMs),
    },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: false } },
    clientErrorHandler: (error: Error & { code?: string }, socket: Socket) => {
      const code = wireProblem(error);
      onWireError(code);
      answerSocket(socket, code);
    },
  });
};

/** A server that does not listen yet. */
export const buildServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const { netuid, host, limits, now, publicUrl, readLog, bucket, onMistake } = options;
  const view = logView(readLog, host, limits, now);
  const metrics = newMetrics();
  const app = await newFastify(options, metrics.refused);
  app.server.maxConnections = limits.connections;
  const service: Service = { view, bucket, netuid, grantSeconds: limits.grantSeconds };
  const gate = newGate({
    ...options,
    audience: new URL(publicUrl).host,
    roleOf: async (hotkey) => roleIn(await view.head(), hotkey, options.validatorStakeRao),
  });
  const callers = new WeakMap<FastifyRequest, Caller>();
  const bodies = new WeakMap<FastifyRequest, Uint8Array>();

  const refused = (reply: FastifyReply, found: Problem): FastifyReply => {
    metrics.refused(found.code);
    return refuse(reply, found);
  };

  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    bodies.set(request, body);
    try {
      done(null, JSON.parse(body.toString('utf8')));
    } catch {
      done(Object.assign(new Error('not JSON'), { statusCode: 400 }));
    }
  });

  const admitAnybody = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const refusal = gate.anybody(request.ip);
    return refusal === undefined ? undefined : refused(reply, refusal);
  };
  const admitCaller = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { method, headers, ip: address } = request;
    const proved = await gate.caller({ method, headers, address, path: request.raw.url ?? '' });
    if (E.isLeft(proved)) return refused(reply, proved.left);
    callers.set(request, proved.right);
    return undefined;
  };
  const checkBody = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const found = toHex(host.sha256(bodies.get(request) ?? EMPTY));
    return found === callers.get(request)?.bodySha256 ? undefined : refused(reply, problem('body-differs'));
  };

  const answer = (route: Route) => async (request: FastifyRequest, reply: FastifyReply) => {
    const asked = { params: request.params as Readonly<Record<string, string>>, body: request.body };
    const caller = callers.get(request);
    if (route.access === 'signed' && caller === undefined) throw new Error('a request without caller was let in');
    const answered =
      route.access === 'public' ? await route.run(service, asked) : await route.run(service, asked, caller as Caller);
    if (E.isLeft(answered)) return refused(reply, answered.left);
    return send(reply, 200, JSON_TYPE, JSON.stringify(answered.right));
  };

  for (const route of ROUTES) {
    app.route({
      method: route.method,
      url: fastifyPath(route.path),
      schema: requestSchema(route),
      config: { operation: route.operation },
      onRequest: route.access === 'public' ? admitAnybody : admitCaller,
      ...(route.access === 'public' ? {} : { preValidation: checkBody }),
      handler: answer(route),
    });
  }
  const description = JSON.stringify(openApi(options));
  app.get('/openapi.json', { onRequest: admitAnybody, config: { operation: 'getDescription' } }, async (_, reply) =>
    send(reply, 200, JSON_TYPE, description),
  );
  app.get('/metrics', { onRequest: admitAnybody, config: { operation: 'getMetrics' } }, async (_, reply) => {
    const { sealed, open, snapshot } = await view.head();
    const gauges = { sealed_epochs: sealed.length, open_epochs: open.length, snapshot_block: snapshot?.block ?? 0 };
    return send(reply, 200, 'text/plain; version=0.0.4; charset=utf-8', metrics.text(gauges));
  });

  app.setNotFoundHandler({ preHandler: admitAnybody }, (_, reply) => refused(reply, problem('not-found')));
  app.setErrorHandler<FastifyError>((error, _, reply) => {
    const known = problemOfError(error);
    if (known === undefined) onMistake(error);
    return refused(reply, known ?? problem('internal'));
  });
  app.addHook('onResponse', async (request, reply) => {
    const { operation = 'other' } = request.routeOptions.config as { readonly operation?: string };
    metrics.answered(operation, reply.statusCode, reply.elapsedTime / 1_000);
  });
  return app;
};
