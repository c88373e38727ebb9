import { setTimeout as pause } from 'node:timers/promises';
import { type HttpGet, nodeHttpGet } from './http-get.js';
import type { HttpSourceSettings } from './http-settings.js';
import { newPace, type PaceHost } from './pace.js';
import type { InconclusiveCause, Looked, Source } from './port.js';
import { retryPauseMs } from './retry-pause.js';
import { newRobotsGate } from './robots-gate.js';
import { withinMs } from './time-bound.js';

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

const ROBOTS_BYTES_MAX = 512_000;
const unanswered = (cause: InconclusiveCause, detail: string): Looked => ({ kind: 'unanswered', cause, detail });
const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);
const isTransient = (status: number): boolean => status === 429 || status === 408 || status >= 500;

/** A source behind HTTP. What cannot be asked, or does not answer in time, is unanswered with its cause; it never throws. */
export const httpSource = (settings: HttpSourceSettings, host: HttpSourceHost = nodeSourceHost): Source => {
  const { allowPrivate, attempts, deadlineMs, firstPauseMs, product, redirects, timeoutMs } = settings;
  const base = new URL(settings.baseUrl);
  const hosts = new Set([base.host, ...settings.allowedHosts.map((name) => name.toLowerCase())]);
  const pace = newPace(settings.pace, host);
  const headers = { accept: 'application/json', 'user-agent': product };

  const mayAsk = ({ host: name, protocol, username, password }: URL): boolean =>
    hosts.has(name) && username === '' && password === '' && (protocol === base.protocol || protocol === 'https:');

  const getOnce = async (url: URL, signal: AbortSignal, maxBytes: number) => {
    await pace.nextToken(signal);
    return withinMs(timeoutMs, signal, (bound) => host.get(url, { headers, signal: bound, maxBytes, allowPrivate }));
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

  const readRobots = async (signal: AbortSignal): Promise<string> => {
    const { status, body } = await getFollowing(new URL('/robots.txt', base), signal, ROBOTS_BYTES_MAX);
    if (isTransient(status)) throw new Error(`robots.txt: status ${status}`);
    return status === 200 ? new TextDecoder().decode(body) : '';
  };
  const robots = newRobotsGate({ product, nowMs: host.nowMs, read: readRobots });
  const isForbidden = settings.robots === 'ignore' ? async () => false : robots;

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
      const pauseMs = retryPauseMs(tries, firstPauseMs, host.random(), retryAfter);
      if (pauseMs === undefined) break;
      if (tries + 1 < attempts) await host.sleep(pauseMs, signal).catch(() => {});
      if (signal.aborted) break;
    }
    return last;
  };

  // The deadline begins with its turn: who waits behind many others has not failed yet.
  return { look: (path) => pace.inTurn(() => look(path, AbortSignal.timeout(deadlineMs))) };
};
