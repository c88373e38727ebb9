/** Everything that a request can be refused for: a word for machines, the status, and what it says. */
export const PROBLEMS = {
  unsigned: [401, 'The request is not signed'],
  'malformed-envelope': [400, 'A header of the envelope is missing or malformed'],
  'wrong-network': [403, 'The envelope is for another chain or subnet'],
  expired: [401, 'The envelope has expired'],
  'expiry-too-far': [401, 'The envelope expires too late'],
  'not-registered': [403, 'The hotkey is not registered in the newest snapshot'],
  'bad-signature': [401, 'The signature is not of this hotkey over this request'],
  'replayed-nonce': [409, 'The nonce was used already'],
  'just-started': [503, 'The server has just started, and does not know whether the nonce was used before'],
  'rate-exceeded': [429, 'The hotkey has sent too many requests'],
  'address-rate-exceeded': [429, 'Too many requests that prove nothing came from this address'],
  'body-differs': [401, 'The body is not the one that was signed'],
  'body-too-large': [413, 'The body is too large'],
  'headers-too-large': [431, 'The headers are too large'],
  'too-slow': [408, 'The request took too long to arrive'],
  'malformed-request': [400, 'The request is not well-formed'],
  'invalid-request': [400, 'The request does not fit its description'],
  'unsupported-media-type': [415, 'The body is not application/json'],
  'method-not-allowed': [405, 'What is here takes another method'],
  'not-found': [404, 'There is nothing here'],
  'unknown-epoch': [404, 'The log has no such epoch'],
  'unknown-miner': [404, 'The epoch has no such miner'],
  'not-assigned': [404, 'The zipcode is not assigned in this epoch'],
  'not-sealed': [409, 'The epoch is not sealed yet'],
  'already-sealed': [409, 'The epoch is sealed: nothing more counts'],
  'too-late': [409, 'The chain has reached seedBlock of the epoch: no upload counts any more'],
  'not-judged': [409, 'The epoch could not be judged'],
  'contradicting-epoch': [409, 'The log opens this epoch in two ways'],
  'bad-key': [422, 'The key is not of the layout of the bucket'],
  'not-your-folder': [403, 'The key is outside the folder of the caller in this epoch'],
  'log-unreadable': [503, 'The log is damaged or cannot be read'],
  'no-snapshot': [503, 'The log has no snapshot of the subnet'],
  'no-bucket': [503, 'This server grants no uploads'],
  busy: [503, 'Too much work is waiting'],
  internal: [500, 'The server made a mistake'],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Why a request was refused. */
export interface Problem {
  readonly code: ProblemCode;
  /** What was expected and what came, where that helps. */
  readonly detail?: string;
  /** Seconds after which a new try makes sense. */
  readonly retryAfterSeconds?: number;
}

/** A problem. */
export const problem = (code: ProblemCode, detail?: string, retryAfterSeconds?: number): Problem => ({
  code,
  ...(detail === undefined ? {} : { detail }),
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});

/** The status of a problem. */
export const statusOf = (code: ProblemCode): number => PROBLEMS[code][0];

/** A problem as application/problem+json (RFC 9457). */
export const problemBody = ({ code, detail }: Problem): object => ({
  type: `urn:subnet-scoring:problem:${code}`,
  title: PROBLEMS[code][1],
  status: PROBLEMS[code][0],
  ...(detail === undefined ? {} : { detail }),
});
