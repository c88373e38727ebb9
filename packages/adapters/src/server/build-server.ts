import type { Hash32, Host, NetUid } from '@subnet-scoring/core';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as E from 'fp-ts/lib/Either.js';
import type { Bucket, Verifier } from '../ports.js';
import { type Admission, newAdmission } from './admission.js';
import { newGate } from './gate.js';
import { roleIn } from './head.js';
import type { ServerLimits } from './limits.js';
import { logView, type ReadLog } from './log-view.js';
import { newMetrics } from './metrics.js';
import { newFastify } from './new-fastify.js';
import { oneSpelling } from './one-spelling.js';
import { openApi } from './openapi.js';
import { type Problem, problem } from './problem.js';
import { JSON_TYPE, problemOfError, sendBody, sendProblem } from './reply.js';
import { ROUTES, type Route, type Service } from './routes.js';
import { BODY_SCHEMAS, PATH_SCHEMAS } from './schemas.js';

/** What a server serves, and to whom. */
export interface ServerOptions {
  readonly netuid: NetUid;
  readonly genesis: Hash32;
  readonly readLog: ReadLog;
  /** Where uploads go; without one none are granted. */
  readonly bucket?: Bucket;
  readonly verify: Verifier;
  readonly host: Host;
  /** Address that callers use, and part of what they sign; known when the first request comes. */
  readonly publicUrl: () => string;
  /** From this stake on, in rao, a hotkey with a permit is served as a validator. */
  readonly validatorStakeRao: bigint;
  /** Addresses or networks of proxies in front of it: only what these say of X-Forwarded-For is taken. */
  readonly proxies: readonly string[];
  readonly version: string;
  readonly limits: ServerLimits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Hears of mistakes of the server, which callers are not told about. */
  readonly onMistake: (error: Error) => void;
}

const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

const fastifyPath = (path: string): string => path.replace(/\{([a-z]+)\}/g, ':$1');

const requestSchema = ({ params, body }: Route): object => ({
  params: {
    type: 'object',
    properties: Object.fromEntries(Object.entries(params).map(([name, kind]) => [name, PATH_SCHEMAS[kind]])),
  },
  ...(body === undefined ? {} : { body: BODY_SCHEMAS[body] }),
});

const run = (service: Service, route: Route, request: FastifyRequest, { callerOf }: Admission) => {
  const asked = { params: request.params as Readonly<Record<string, string>>, body: request.body };
  if (route.access === 'public') return route.run(service, asked);
  const caller = callerOf(request);
  if (caller === undefined) throw new Error(`${route.operation}: a request was let in without its caller`);
  return route.run(service, asked, caller);
};

/** A server that does not listen yet. */
export const buildServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const { netuid, host, limits, bucket } = options;
  const view = logView(options);
  const service: Service = { view, bucket, netuid, grantSeconds: limits.grantSeconds };
  const metrics = newMetrics();
  const app = await newFastify(limits, options.proxies, metrics.refused);
  const refuse = (reply: FastifyReply, found: Problem): FastifyReply => {
    metrics.refused(found.code);
    return sendProblem(reply, found);
  };
  const gate = newGate({
    ...options,
    audience: () => new URL(options.publicUrl()).host,
    roleOf: async (hotkey) => {
      const head = await view.head();
      return E.isLeft(head) ? head : roleIn(head.right, hotkey, options.validatorStakeRao);
    },
  });
  const admission = newAdmission(app, gate, host, refuse);

  const onlyBy = oneSpelling(app, admission.anybody, refuse);

  for (const route of ROUTES) {
    const isPublic = route.access === 'public';
    app.route({
      method: route.method,
      url: fastifyPath(route.path),
      schema: requestSchema(route),
      config: { operation: route.operation },
      onRequest: isPublic ? admission.anybody : admission.caller,
      ...(isPublic ? {} : { preValidation: admission.body }),
      handler: async (request, reply) => {
        const answered = await run(service, route, request, admission);
        if (E.isLeft(answered)) return refuse(reply, answered.left);
        return sendBody(reply, 200, JSON_TYPE, JSON.stringify(answered.right));
      },
    });
    onlyBy(route.method, fastifyPath(route.path));
  }
  const aboutItself = (operation: string) => ({ onRequest: admission.anybody, config: { operation } });
  let description: string | undefined; // made at the first question, when the address is known
  app.get('/openapi.json', aboutItself('getDescription'), async (_, reply) => {
    description ??= JSON.stringify(openApi({ ...options, publicUrl: options.publicUrl() }));
    return sendBody(reply, 200, JSON_TYPE, description);
  });
  app.get('/metrics', aboutItself('getMetrics'), async (_, reply) =>
    sendBody(reply, 200, METRICS_TYPE, metrics.text(await view.head())),
  );
  for (const url of ['/openapi.json', '/metrics']) onlyBy('GET', url);

  app.setErrorHandler<FastifyError>((error, _, reply) => {
    const known = problemOfError(error);
    if (known === undefined) options.onMistake(error);
    return refuse(reply, known ?? problem('internal'));
  });
  app.addHook('onResponse', async (request, reply) => {
    const { operation = 'other' } = request.routeOptions.config as { readonly operation?: string };
    metrics.answered(operation, reply.statusCode, reply.elapsedTime / 1_000);
  });
  return app;
};
