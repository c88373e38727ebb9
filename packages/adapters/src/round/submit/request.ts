import * as E from 'fp-ts/lib/Either.js';
import type { BucketFailure } from '../../ports.js';

/** An answer of which the text is no longer than it may be. */
export interface Answer {
  readonly status: number;
  readonly ok: boolean;
  readonly text: string;
  /** What the server asks to wait before the next try, 0..60; one when it does not say. */
  readonly waitSeconds: number;
}

const DEADLINE_MS = 60_000;
const ANSWER_BYTES_MAX = 65_536;

/** The first bytes of the text as it is unpacked, so that a packed answer is no longer than any other one. */
const textOf = async ({ body }: Response): Promise<string> => {
  const pieces: Uint8Array[] = [];
  let left = ANSWER_BYTES_MAX;
  for await (const piece of body ?? []) {
    pieces.push(piece.subarray(0, left));
    left -= piece.length;
    if (left <= 0) break; // which gives the rest up
  }
  return Buffer.concat(pieces).toString('utf8');
};

const WAIT_SECONDS_MAX = 60;

const waitOf = ({ headers }: Response): number => {
  const said = headers.get('retry-after') ?? '';
  return /^[0-9]{1,9}$/.test(said) ? Math.min(Number(said), WAIT_SECONDS_MAX) : 1;
};

/** One request, with all of its answer that is looked at; what breaks is a failure, and redirects are not followed. */
export const sendRequest = async (
  url: URL,
  init: RequestInit,
  deadlineMs = DEADLINE_MS,
): Promise<E.Either<BucketFailure, Answer>> => {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(deadlineMs) });
    const { status, ok } = response;
    return E.right({ status, ok, waitSeconds: waitOf(response), text: await textOf(response) });
  } catch (error) {
    const isOver = error instanceof Error && error.name === 'TimeoutError';
    return E.left(
      isOver
        ? { kind: 'timeout', code: 'TIMEOUT', message: `${url.host} did not answer within ${deadlineMs} ms` }
        : { kind: 'network', code: 'UNREACHABLE', message: `${url.host} did not answer` },
    );
  }
};
