import { type Chain, endpointOf, NETWORKS, openChain } from '@subnet-scoring/adapters/chain';
import type { ChainFailure } from '@subnet-scoring/adapters/ports';
import type { Hash32 } from '@subnet-scoring/core';
import { InvalidArgumentError, Option } from 'commander';
import type { Either } from 'fp-ts/lib/Either.js';
import { type CliError, fail, usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { onInterrupt } from '../interrupt.js';
import type { Io } from '../io.js';
import { countOption } from './options.js';

/** Where the chain is; read by every command that asks it. */
export interface ChainFlags {
  readonly network?: readonly string[];
  readonly timeout?: number;
}

const names = Object.keys(NETWORKS).join(', ');

const parseNetwork = (text: string, former: readonly string[] | undefined): readonly string[] => {
  const endpoint = endpointOf(text);
  if (endpoint === undefined) throw new InvalidArgumentError(`Expected ws://..., wss://... or one of ${names}.`);
  return [...(former ?? []), endpoint];
};

const TIMEOUT_MAX_S = 3600;

export const chainOptions = (): readonly Option[] => [
  new Option(
    '-n, --network <url>',
    `node to ask: an address, or ${names}; several are tried in turn (else $SUBNET_NETWORK, else archive)`,
  ).argParser(parseNetwork),
  countOption('--timeout <seconds>', 'bound of one question to a node (default: 30)', TIMEOUT_MAX_S),
];

/** Exit codes of a command that asks a chain. */
export const CHAIN_EXITS: readonly ExitCode[] = [10, 12, 15, 125];

const EXIT: Readonly<Record<ChainFailure['kind'], ExitCode>> = {
  network: 10,
  timeout: 15,
  pruned: 125,
  'unknown-block': 125,
  'no-subnet': 2,
  unreadable: 12,
  'wrong-genesis': 2,
  refused: 13,
};

/** The error of a failure of the chain. */
export const chainProblem = ({ kind, message, help, block }: ChainFailure): CliError =>
  fail({
    exit: EXIT[kind],
    code: kind.replace('-', '_').toUpperCase(),
    message: block === undefined ? message : `block ${block}: ${message}`,
    help,
  });

/** The result, or the failure thrown to `main`. */
export const orChainThrow = <A>(result: Either<ChainFailure, A>): A => {
  if (result._tag === 'Left') throw chainProblem(result.left);
  return result.right;
};

const NO_GENESIS = '0'.repeat(64);

const endpointNamed = (text: string): string => {
  const endpoint = endpointOf(text);
  if (endpoint !== undefined) return endpoint;
  const help = 'it is named by --network, SUBNET_NETWORK or subnet.json';
  throw usageError(`"${text}" is no node of a chain: expected ws://..., wss://... or one of ${names}`, help);
};

/** Addresses to ask: those that an option or a file named, then SUBNET_NETWORK, then a public archive node. */
export const endpointsOf = ({ env }: Io, { network }: ChainFlags): readonly string[] =>
  (network ?? [env['SUBNET_NETWORK'] || 'archive']).map(endpointNamed);

/** Opens the chain, hands it over, and disconnects whatever happens. A genesis of zeros says that any chain will do. */
export const withChain = async <A>(
  { io }: Context,
  flags: ChainFlags,
  genesis: Hash32 | undefined,
  use: (chain: Chain) => Promise<A>,
): Promise<A> => {
  const { timeout } = flags;
  const chain = orChainThrow(
    await openChain({
      endpoints: endpointsOf(io, flags),
      ...(timeout === undefined ? {} : { deadlineMs: timeout * 1000 }),
      ...(genesis === undefined || genesis === NO_GENESIS ? {} : { genesis }),
    }),
  );
  const done = onInterrupt(chain.disconnect);
  try {
    return await use(chain);
  } finally {
    done();
    await chain.disconnect();
  }
};
