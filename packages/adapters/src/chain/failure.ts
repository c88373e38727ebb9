import type { Block } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { ChainFailure } from './port.js';

const HELP: Readonly<Record<ChainFailure['kind'], string>> = {
  network: 'check the address and the network, or name another endpoint with --network',
  timeout: 'try again, or name another endpoint with --network',
  pruned: 'ask an archive node: --network wss://archive.chain.opentensor.ai:443',
  'unknown-block': 'check the number; a block younger than the head is not there yet',
  'no-subnet': 'check --netuid and --network: it may be on another chain, or be registered later',
  unreadable: 'ask another node and compare; this one may lie or run what this program does not know',
  'wrong-genesis': 'name an endpoint of the chain that the log is for',
  refused: 'see docs/chain.md for what each name means',
};

/** A failure with the advice of its kind. */
export const chainFailure = (
  kind: ChainFailure['kind'],
  message: string,
  more: Partial<Pick<ChainFailure, 'block' | 'name' | 'help'>> = {},
): ChainFailure => ({ kind, message, help: HELP[kind], ...more });

/** Thrown inside the adapter where an answer cannot be used; never leaves it. */
export type ChainError = Error & { readonly failure: ChainFailure };

/** Ends the call that is running: `throw chainError(...)`. */
export const chainError = (...args: Parameters<typeof chainFailure>): ChainError => {
  const failure = chainFailure(...args);
  return Object.assign(new Error(failure.message), { failure });
};

const MESSAGE_MAX = 300;
const DISCARDED = /state already discarded|state pruned|unknown ?block: state/i;
const UNKNOWN = /unknown ?block|unable to retrieve header/i;
const LOST =
  /disconnected from|websocket is not connected|econn|enotfound|eai_again|socket hang up|epipe|abnormal closure|unexpected server response|connection (?:was )?(?:closed|ended|refused)/i;
const SILENT = /no response received|timed? ?out|timeout/i;

// A socket fails with an event, which is no Error and has a message all the same.
const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

/** A node's words are hostile: they are cut, and what a terminal would obey is taken out. */
export const wordsOf = (error: unknown): string =>
  messageOf(error)
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .slice(0, MESSAGE_MAX);

/** What a client's exception means. */
export const failureOf = (error: unknown, block?: Block): ChainFailure => {
  if (error instanceof Error && 'failure' in error) return (error as ChainError).failure;
  const words = wordsOf(error);
  const at = block === undefined ? {} : { block };
  const where = block === undefined ? '' : ` of block ${block}`;
  if (DISCARDED.test(words)) return chainFailure('pruned', `the node no longer keeps the state${where}`, at);
  if (UNKNOWN.test(words)) return chainFailure('unknown-block', `the node does not know the block${where}`, at);
  if (LOST.test(words)) return chainFailure('network', words, at);
  if (SILENT.test(words)) return chainFailure('timeout', words, at);
  return chainFailure('unreadable', `the answer${where} cannot be read: ${words}`, at);
};

/** The result of work that may throw. */
export const attempt = async <A>(work: () => Promise<A>, block?: Block): Promise<E.Either<ChainFailure, A>> => {
  try {
    return E.right(await work());
  } catch (error) {
    return E.left(failureOf(error, block));
  }
};
