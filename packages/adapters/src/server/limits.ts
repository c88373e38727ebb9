import type { Rate } from './token-buckets.js';

/** Bounds on everything that somebody outside decides. */
export interface ServerLimits {
  /** How far in the future an envelope may expire. */
  readonly expiryMs: number;
  readonly minerRate: Rate;
  readonly validatorRate: Rate;
  /** For requests of an address that prove nothing: those that are public or refused at once, and those verified in vain. */
  readonly addressRate: Rate;
  /** Addresses whose requests are counted. */
  readonly addresses: number;
  /** Nonces that are remembered at once. */
  readonly nonces: number;
  readonly bodyBytes: number;
  readonly headerBytes: number;
  /** Until headers and body have arrived. */
  readonly arrivalMs: number;
  readonly keepAliveMs: number;
  /** Without a byte in either direction: also of who does not take its answer. */
  readonly silenceMs: number;
  readonly connections: number;
  /** Where no proxy stands in front. */
  readonly connectionsPerAddress: number;
  /** Replays and explanations that may be waiting. */
  readonly waiting: number;
  /** How long what was read of the log is taken for what it says. */
  readonly refreshMs: number;
  /** Of a presigned upload. */
  readonly grantSeconds: number;
  /** For requests that are being answered when the server stops. */
  readonly stopMs: number;
}

/** What a small machine bears. */
export const SERVER_LIMITS: ServerLimits = {
  expiryMs: 60_000,
  minerRate: { burst: 60, everyMs: 1_000 },
  validatorRate: { burst: 240, everyMs: 250 },
  addressRate: { burst: 60, everyMs: 1_000 },
  addresses: 10_000,
  nonces: 200_000,
  bodyBytes: 4_096,
  headerBytes: 8_192,
  arrivalMs: 10_000,
  keepAliveMs: 20_000,
  silenceMs: 120_000,
  connections: 1_000,
  connectionsPerAddress: 50,
  waiting: 8,
  refreshMs: 5_000,
  grantSeconds: 300,
  stopMs: 10_000,
};
