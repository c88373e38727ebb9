import type { ApiPromise, WsProvider } from '@polkadot/api';
import type { ApiOptions } from '@polkadot/api/types';
import type { Hash32 } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { withDeadline } from './deadline.js';
import { chainError, chainFailure, failureOf } from './failure.js';
import type { ChainFailure } from './port.js';
import { quietConsole } from './quiet-console.js';

/** An open connection to one endpoint. */
export interface Connection {
  readonly api: ApiPromise;
  readonly endpoint: string;
  readonly genesis: Hash32;
  readonly close: () => Promise<void>;
}

/** What bounds a connection. */
export interface ConnectOptions {
  readonly deadlineMs: number;
  /** Hash of block 0 that the chain must have. */
  readonly genesis?: Hash32;
}

const RECONNECT_MS = 2_500;
const CLOSE_MS = 500;

// Extensions of subtensor that carry no bytes: naming them keeps the client from guessing.
const EMPTY = { extrinsic: {}, payload: {} };
const signedExtensions = {
  CheckShieldedTxValidity: EMPTY,
  CommitmentsSignedExtension: EMPTY,
  DrandPriority: EMPTY,
  SubtensorSignedExtension: EMPTY,
  SubtensorTransactionExtension: EMPTY,
  SudoTransactionExtension: EMPTY,
};

/** Waits until a socket is closed on both sides: the client has words for that, too, and nobody is to hear them. */
const closed = async (provider: Pick<WsProvider, 'on'>): Promise<void> => {
  const over = new Promise<void>((resolve) => {
    provider.on('disconnected', () => setImmediate(resolve));
  });
  await withDeadline(over, CLOSE_MS, 'closing').catch(() => undefined);
};

/**
 * Connects to one endpoint. The client alone would try a dead port for ever: so it throws on the first failure, all of it has
 * one deadline, and the socket is closed whatever happens, or the process would not end.
 */
export const connect = async (
  endpoint: string,
  { deadlineMs, genesis }: ConnectOptions,
): Promise<E.Either<ChainFailure, Connection>> => {
  const loud = quietConsole();
  let close: (() => Promise<void>) | undefined;
  try {
    const client = await import('@polkadot/api');
    const provider = new client.WsProvider(endpoint, RECONNECT_MS, {}, deadlineMs);
    close = async () => {
      const gone = provider.isConnected ? closed(provider) : undefined;
      await provider.disconnect().catch(() => undefined);
      await gone;
      loud();
    };
    // The client's own types do not fit each other under exactOptionalPropertyTypes.
    const fitting = provider as unknown as NonNullable<ApiOptions['provider']>;
    const opening = client.ApiPromise.create({
      provider: fitting,
      throwOnConnect: true,
      noInitWarn: true,
      signedExtensions,
    });
    const api = await withDeadline(opening, deadlineMs, `connecting to ${endpoint}`);
    const found = api.genesisHash.toHex().slice(2) as Hash32;
    if (genesis !== undefined && found !== genesis) {
      throw chainError('wrong-genesis', `${endpoint} is another chain: genesis ${found}, expected ${genesis}`);
    }
    return E.right({ api, endpoint, genesis: found, close });
  } catch (error) {
    await close?.();
    if (close === undefined) loud();
    const failure = failureOf(error);
    // Whatever else went wrong before the first answer, there is no connection.
    const passes = failure.kind === 'wrong-genesis' || failure.kind === 'timeout';
    return E.left(passes ? failure : chainFailure('network', `no connection to ${endpoint}: ${failure.message}`));
  }
};
