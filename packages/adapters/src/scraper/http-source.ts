import { setTimeout as pause } from 'node:timers/promises';
import { type HttpGet, nodeHttpGet } from './http-get.js';
import { newPace, type PaceHost, type PaceLimits } from './pace.js';
import type { InconclusiveCause, Looked, Source } from './port.js';
import { isAllowedByRobots } from './robots.js';

/** Where a source is and how it may be asked. */
export interface HttpSourceSettings {
  /** Such as https://listings.example: paths are looked up below it. */
  readonly baseUrl: string;
  /** Hosts with their ports that a redirect may lead to, beside that of baseUrl. Nothing else is ever asked. */
  readonly allowedHosts: readonly string[];
  /** Lets names lead to private addresses: for a source in one's own network. */
  readonly allowPrivate: boolean;
  readonly product: string;
  readonly robots: 'obey' | 'ignore';
  readonly pace: PaceLimits;
  /** For one try, from the first byte sent to the last one received. */
  readonly timeoutMs: number;
  /** For all tries and pauses of one look, from its turn on. */
  readonly deadlineMs: number;
  readonly attempts: number;
  readonly firstPauseMs: number;
  readonly maxBytes: number;
  readonly redirects: number;
}

/** Careful with a source that is somebody else's: one request in a second, two at once. */
export const HTTP_SOURCE: Omit<HttpSourceSettings, 'baseUrl'> = {
  allowedHosts: [],
  allowPrivate: false,
  product: 'subnet-scoring',
  robots: 'obey',
  pace: { perSecond: 1, burst: 2, concurrency: 2 },
  timeoutMs: 15_000,
  deadlineMs: 120_000,
  attempts: 4,
  firstPauseMs: 1_000,
  maxBytes: 2 * 1_048_576,
  redirects: 3,
};

/** What the host gives: only pauses depend on chance, and nothing that is scored. */
export interface HttpSourceHost extends PaceHost {
  readonly get: HttpGet;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/** Node's own network, clock and chance. */
export const nodeSourceHost: HttpSourceHost = {
  get: nodeHttpGet,
  nowMs: () => performance.now(),
  sleep: async (ms, signal) => {
    await pause(ms, undefined, { signal });
  },
  random: Math.random,
};

const PAUSE_MAX_MS = 60_000;
const ROBOTS_BYTES_MAX = 512_000;
const unanswered = (cause: InconclusiveCause, detail: string): Looked => ({ kind: 'unanswered', cause, detail });
const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);
const isTransient = (status: number): boolean => status === 429 || status === 408 || status >= 500;

/** A source behind HTTP. What cannot be asked, or does not answer in time, is unanswered with its cause; it never throws. */
export const httpSource = (settings: HttpSourceSettings, host: HttpSourceHost = nodeSourceHost): Source => {
  const { allowPrivate, attempts, deadlineMs, firstPauseMs, product, redirects, timeoutMs } = settings;
  const base = new URL(settings.baseUrl);
  const hosts = new Set([base.host, ...settings.allowedHosts]);
  const pace = newPace(settings.pace, host);
  const headers = { accept: 'application/json', 'user-agent': product };

  const mayAsk = (url: URL): boolean =>
    hosts.has(url.host) && url.username === '' && (url.protocol === base.protocol || url.protocol === 'https:');

  const getOnce = async (url: URL, signal: AbortSignal, maxBytes: number) => {
    await pace.nextToken(signal);
    const either = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    return host.get(url, { headers, signal: either, maxBytes, allowPrivate });
  };

  const getFollowing = async (from: URL, signal: AbortSignal, maxBytes: number) => {
    let url = from;
    for (let hops = 0; ; hops += 1) {
      if (!mayAsk(url)) throw new Error(`${url.protocol}//${url.host} is not an allowed host`);
      const answer = await getOnce(url, signal, maxBytes);
      const { location } = answer.headers;
      if (!isRedirect(answer.status) || location === undefined) return answer;
      if (hops === redirects) throw new Error(`more than ${redirects} redirects`);
      url = new URL(location, url);
    }
  };

  // Unreachable means that everything is forbidden (RFC 9309, 2.3.1.4); it is then asked for again by the next look.
  let robots: string | undefined;
  const isForbidden = async (path: string, signal: AbortSignal): Promise<boolean> => {
    if (settings.robots === 'ignore') return false;
    if (robots === undefined) {
      const { status, body } = await getFollowing(new URL('/robots.txt', base), signal, ROBOTS_BYTES_MAX);
      if (isTransient(status)) throw new Error(`robots.txt: status ${status}`);
      robots = status === 200 ? new TextDecoder().decode(body) : '';
    }
    return !isAllowedByRobots(robots, product, path);
  };

  const pauseMs = (tries: number, retryAfter: string | undefined): number => {
    const asked = /^[0-9]{1,5}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : 0;
    // Full jitter: observers that failed together do not come back together.
    return Math.max(asked, host.random() * Math.min(PAUSE_MAX_MS, firstPauseMs * 2 ** tries));
  };

  const look = async (path: string, signal: AbortSignal): Promise<Looked> => {
    const url = new URL(base.pathname.replace(/\/$/, '') + path, base);
    if (!path.startsWith('/') || !mayAsk(url)) return unanswered('noAnswer', `${path} is no path of the source`);
    let last = unanswered('noAnswer', 'never asked');
    for (let tries = 0; tries < attempts; tries += 1) {
      let retryAfter: string | undefined;
      try {
        if (await isForbidden(url.pathname + url.search, signal))
          return unanswered('noAnswer', 'forbidden by robots.txt');
        const { status, headers: received, body } = await getFollowing(url, signal, settings.maxBytes);
        last = { kind: 'answered', answer: { status, body } };
        if (!isTransient(status)) return last;
        retryAfter = received['retry-after'];
      } catch (error) {
        if (signal.aborted) break;
        last = unanswered('noAnswer', error instanceof Error ? error.message : String(error));
      }
      if (tries + 1 < attempts) await host.sleep(pauseMs(tries, retryAfter), signal).catch(() => {});
      if (signal.aborted) break;
    }
    return last;
  };

  // The deadline begins with its turn: who waits behind many others has not failed yet.
  return { look: (path) => pace.inTurn(() => look(path, AbortSignal.timeout(deadlineMs))) };
};
