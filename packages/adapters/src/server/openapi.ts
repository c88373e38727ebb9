import { ENVELOPE_HEADERS } from './envelope.js';
import { PROBLEMS, type ProblemCode, statusOf } from './problem.js';
import { ROUTES, type Route } from './routes.js';
import { BODY_SCHEMAS, PATH_SCHEMAS } from './schemas.js';

/** What any request can be refused for, whatever it asks. */
const ALWAYS: readonly ProblemCode[] = [
  'malformed-request',
  'invalid-request',
  'address-rate-exceeded',
  'headers-too-large',
  'too-slow',
  'internal',
];
/** What a request that must be signed can be refused for. */
const SIGNED: readonly ProblemCode[] = [
  'unsigned',
  'malformed-envelope',
  'wrong-network',
  'expired',
  'expiry-too-far',
  'not-registered',
  'bad-signature',
  'replayed-nonce',
  'just-started',
  'rate-exceeded',
  'no-snapshot',
  'busy',
  'body-differs',
];
const OF_THE_LOG: readonly ProblemCode[] = ['log-unreadable'];
const WITH_BODY: readonly ProblemCode[] = ['body-too-large', 'unsupported-media-type'];

const SIGNING = `
Operations that are not public are signed by a hotkey that is registered in the subnet, in headers whose names begin with
\`subnet-\`. \`subnet-signature\` is sr25519 (context "substrate"), as lower-case hex, over 32 bytes, the message:

    SHA-256( u8 9, "request/1",
             32 bytes  subnet-genesis,
             u64       subnet-netuid,
             u32 length, host of this server as in \`servers\`, with its port if it is not the usual one,
             u32 length, method in capitals,
             u32 length, path with query as it is sent,
             32 bytes  SHA-256 of the body, which is \`subnet-body-sha256\`; of nothing when there is no body,
             u64       subnet-expires, milliseconds since 1970,
             32 bytes  subnet-nonce,
             32 bytes  account of subnet-hotkey )

Integers are little endian, texts UTF-8. A nonce is used once. Paths are sent without escapes and without a query. Refusals are
application/problem+json; the last part of \`type\` is one of the words that the operation lists. With \`Retry-After\` the same question,
signed anew, is worth asking again after so many seconds.`;

const ref = (kind: string, name: string): object => ({ $ref: `#/components/${kind}/${name}` });
const json = (name: string, type = 'application/json'): object => ({ [type]: { schema: ref('schemas', name) } });

const problemsOf = (route: Route): readonly ProblemCode[] => [
  ...new Set([
    ...ALWAYS,
    ...OF_THE_LOG,
    ...(route.access === 'signed' ? SIGNED : []),
    ...(route.body === undefined ? [] : WITH_BODY),
    ...route.problems,
  ]),
];

const mayPass = (status: number): boolean => status === 429 || status === 503;
const RETRY = {
  'Retry-After': { description: 'seconds after which a new try makes sense', schema: { type: 'integer', minimum: 1 } },
};

const refusals = (codes: readonly ProblemCode[]): object => {
  const statuses = [...new Set(codes.map(statusOf))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const own = codes.filter((code) => statusOf(code) === status);
      const says = own.map((code) => `\`${code}\`: ${PROBLEMS[code][1]}`).join('. ');
      const content = json('Problem', 'application/problem+json');
      return [`${status}`, { description: `${says}.`, ...(mayPass(status) ? { headers: RETRY } : {}), content }];
    }),
  );
};

const operationOf = (route: Route): object => ({
  operationId: route.operation,
  summary: route.summary,
  parameters: [
    ...Object.entries(route.params).map(([name, kind]) => {
      const { description, ...schema } = PATH_SCHEMAS[kind];
      return { name, in: 'path', required: true, description, schema };
    }),
    ...(route.access === 'signed' ? Object.keys(ENVELOPE_HEADERS).map((name) => ref('parameters', name)) : []),
  ],
  ...(route.body === undefined ? {} : { requestBody: { required: true, content: json(route.body) } }),
  responses: {
    '200': { description: route.summary, content: json(route.answer) },
    ...refusals(problemsOf(route)),
  },
});

const plain = (operationId: string, summary: string, type: string, schema: object): object => ({
  get: {
    operationId,
    summary,
    responses: { '200': { description: summary, content: { [type]: { schema } } }, ...refusals(ALWAYS) },
  },
});

/** What a server says of itself. */
export interface Described {
  readonly publicUrl: string;
  readonly netuid: number;
  readonly genesis: string;
  readonly version: string;
}

/** The OpenAPI 3.1 description, made from the routes and schemas that answer and validate. */
export const openApi = ({ publicUrl, netuid, genesis, version }: Described): object => ({
  openapi: '3.1.0',
  info: {
    title: `Assignments, uploads and results of netuid ${netuid}`,
    version,
    license: { name: 'MIT', identifier: 'MIT' },
    description: SIGNING.trim(),
  },
  servers: [{ url: publicUrl }],
  security: [],
  paths: {
    ...Object.fromEntries(ROUTES.map((route) => [route.path, { [route.method.toLowerCase()]: operationOf(route) }])),
    '/metrics': plain('getMetrics', 'Counts for Prometheus', 'text/plain', { type: 'string' }),
    '/openapi.json': plain('getDescription', 'This description', 'application/json', { type: 'object' }),
  },
  components: {
    parameters: Object.fromEntries(
      Object.entries(ENVELOPE_HEADERS).map(([name, { pattern, says }]) => {
        const only = { 'subnet-genesis': genesis, 'subnet-netuid': `${netuid}` }[name];
        const schema = { type: 'string', pattern, ...(only === undefined ? {} : { const: only }) };
        return [name, { name, in: 'header', required: true, description: says, schema }];
      }),
    ),
    schemas: BODY_SCHEMAS,
  },
});
