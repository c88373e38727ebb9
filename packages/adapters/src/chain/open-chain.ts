import { setTimeout as sleep } from 'node:timers/promises';
import type { Hash32 } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { chainReader } from './chain-reader.js';
import { commitSink } from './commit-sink.js';
import type { ChainReader, FromChain } from './port.js';
import type { CommitSink } from './port-commits.js';
import type { WeightSink } from './port-weights.js';
import { openSession } from './session.js';
import { weightSink } from './weight-sink.js';

/** Where the chain is. */
export interface ChainOptions {
  /** Addresses of nodes of one chain (ws:// or wss://), tried in turn. */
  readonly endpoints: readonly string[];
  /** Hash of block 0 that the chain must have; without it any chain will do. */
  readonly genesis?: Hash32;
  /** Bound of one connection and of one call. */
  readonly deadlineMs?: number;
  /** How often a call is tried when the network fails. */
  readonly attempts?: number;
  /** Waits between attempts: a test's own. */
  readonly sleep?: (ms: number) => Promise<void>;
}

/** A chain that is open: what it says, and where weights and commitments go. */
export interface Chain extends ChainReader {
  readonly weights: WeightSink;
  readonly commits: CommitSink;
}

const DEADLINE_MS = 30_000;
const ATTEMPTS = 4;

/** Connects to a chain. The client is loaded here and not before; `disconnect` lets the process end. */
export const openChain = async (options: ChainOptions): FromChain<Chain> => {
  const session = openSession({
    endpoints: options.endpoints,
    deadlineMs: options.deadlineMs ?? DEADLINE_MS,
    attempts: options.attempts ?? ATTEMPTS,
    sleep: options.sleep ?? ((ms) => sleep(ms)),
    ...(options.genesis === undefined ? {} : { genesis: options.genesis }),
  });
  const reader = await chainReader(session);
  if (E.isLeft(reader)) {
    await session.close();
    return reader;
  }
  return E.right({ ...reader.right, weights: weightSink(session), commits: commitSink(session) });
};
