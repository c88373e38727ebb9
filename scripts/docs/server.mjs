import { SERVER_LIMITS } from '../../packages/adapters/dist/server/limits.js';
import { PROBLEMS } from '../../packages/adapters/dist/server/problem.js';
import { ROUTES } from '../../packages/adapters/dist/server/routes.js';

/** The table of operations. */
export const operationsTable = () => [
  '| operation | | who | what |',
  '|---|---|---|---|',
  ...ROUTES.map(
    ({ operation, method, path, access, summary }) =>
      `| \`${operation}\` | \`${method} ${path}\` | ${access === 'public' ? 'everybody' : 'who signs'} | ${summary} |`,
  ),
  '| `getMetrics` | `GET /metrics` | everybody | Counts for Prometheus |',
  '| `getDescription` | `GET /openapi.json` | everybody | OpenAPI 3.1 of all this |',
];

/** The table of problems. */
export const problemsTable = () => [
  '| problem | status | |',
  '|---|---:|---|',
  ...Object.entries(PROBLEMS).map(([code, [status, title]]) => `| \`${code}\` | ${status} | ${title} |`),
];

const rateText = ({ burst, everyMs }) => `${burst} at once, and one more every ${everyMs} ms`;

/** What each limit bounds, in the order of the code. */
const MEANINGS = {
  expiryMs: 'an envelope expires at most this many ms ahead',
  minerRate: 'requests of a miner',
  validatorRate: 'requests of a validator',
  addressRate: 'requests of an address that prove nothing; as many again that had to be verified first',
  addresses: 'addresses that are counted; of IPv6 one is a /64',
  nonces: 'nonces that are remembered',
  bodyBytes: 'bytes of a body',
  headerBytes: 'bytes of all headers',
  arrivalMs: 'ms until headers and body have arrived',
  keepAliveMs: 'ms that a quiet connection stays',
  silenceMs: 'ms without a byte after which a connection is cut, also of who does not take its answer',
  connections: 'connections',
  connectionsPerAddress: 'connections of one address, where no proxy is named',
  waiting: 'replays and explanations that wait; a sealed epoch is replayed once',
  refreshMs: 'ms after which the log is read again',
  grantSeconds: 'seconds that a granted upload is good for',
  stopMs: 'ms that a stop waits for answers',
};

/** The table of limits. Throws where one has no meaning here. */
export const limitsTable = () => {
  if (Object.keys(MEANINGS).join() !== Object.keys(SERVER_LIMITS).join())
    throw new Error('a limit of the server has no meaning in scripts/docs/server.mjs');
  return [
    '| limit | | value |',
    '|---|---|---:|',
    ...Object.entries(SERVER_LIMITS).map(
      ([name, value]) => `| \`${name}\` | ${MEANINGS[name]} | ${typeof value === 'number' ? value : rateText(value)} |`,
    ),
  ];
};
