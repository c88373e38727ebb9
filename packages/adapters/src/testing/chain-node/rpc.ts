import type { Faults } from './faults.js';
import type { Hex } from './recording.js';
import type { ReplayChain } from './replay-chain.js';

/** An error of JSON-RPC as a node answers it. */
export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: string;
}

/** An answer, or an error. */
export type RpcAnswer = { readonly result: unknown } | { readonly error: RpcError };

/** What answers need beside the chain. */
export interface RpcContext {
  readonly chain: ReplayChain;
  readonly faults: () => Faults;
  readonly name: string;
  readonly properties: unknown;
  /** Blocks between the head and the last final block. */
  readonly finalityBlocks: number;
}

type Params = readonly unknown[];
type Method = (context: RpcContext, params: Params) => RpcAnswer;

const ZERO_HASH = `0x${'00'.repeat(32)}`;
const ok = (result: unknown): RpcAnswer => ({ result });
const failed = (code: number, message: string): RpcAnswer => ({ error: { code, message } });

const finalHead = ({ chain, finalityBlocks }: RpcContext): number => Math.max(0, chain.head() - finalityBlocks);

const numberAt = ({ chain }: RpcContext, hash: unknown): number | undefined =>
  typeof hash === 'string' ? chain.numberOf(hash) : chain.head();

/** Answers from the state after a block, unless it is unknown or discarded. */
const fromState = (context: RpcContext, hash: unknown, answer: (number: number) => unknown): RpcAnswer => {
  const number = numberAt(context, hash);
  if (number === undefined)
    return failed(4003, `Client error: UnknownBlock: Header was not found in the database: ${hash}`);
  if (number < (context.faults().prunedBefore ?? 0)) {
    return failed(4003, `Client error: UnknownBlock: State already discarded for ${hash}`);
  }
  return ok(answer(number));
};

const headerAt = (context: RpcContext, hash: unknown): unknown => {
  const number = numberAt(context, hash);
  if (number === undefined) return null;
  const header = context.chain.blockAt(number)?.header;
  if (header === undefined) {
    return {
      parentHash: ZERO_HASH,
      number: `0x${number.toString(16)}`,
      stateRoot: ZERO_HASH,
      extrinsicsRoot: ZERO_HASH,
      digest: { logs: [] },
    };
  }
  return number === context.faults().wrongHeaderAt ? { ...header, stateRoot: `0x${'66'.repeat(32)}` } : header;
};

const storedAt = (context: RpcContext, key: string, number: number): Hex | null => {
  const { storage } = context.faults();
  if (storage !== undefined && key.startsWith(storage.prefix)) return storage.value;
  return context.chain.valueAt(key, number) ?? null;
};

/** SCALE compact length, for the bytes of metadata. */
const compact = (length: number): string => {
  const bytes = Buffer.alloc(4);
  if (length < 1 << 14) {
    bytes.writeUInt16LE((length << 2) | 1);
    return bytes.subarray(0, 2).toString('hex');
  }
  bytes.writeUInt32LE(length * 4 + 2);
  return bytes.toString('hex');
};

const versionOfMetadata = (meta: Hex): string => meta.slice(10, 12); // behind the magic "meta"

const stateCall = (context: RpcContext, [name, , hash]: Params): RpcAnswer =>
  fromState(context, hash, (number) => {
    const { meta } = context.chain.runtimeAfter(number);
    if (name === 'Metadata_metadata_versions') return `0x04${versionOfMetadata(meta)}000000`;
    return `0x01${compact((meta.length - 2) / 2)}${meta.slice(2)}`;
  });

const keysPaged = (context: RpcContext, [prefix, count, start, hash]: Params): RpcAnswer =>
  fromState(context, hash, (number) => {
    const keys = context.chain.keysAt(String(prefix), number);
    return keys.filter((key) => typeof start !== 'string' || key > start).slice(0, Number(count));
  });

const queryStorageAt = (context: RpcContext, [keys, hash]: Params): RpcAnswer =>
  fromState(context, hash, (number) => [
    {
      block: context.chain.hashOf(number) ?? ZERO_HASH,
      changes: (keys as readonly string[]).map((key) => [key, storedAt(context, key, number)]),
    },
  ]);

const METHODS: Readonly<Record<string, Method>> = {
  chain_getBlockHash: ({ chain, faults }, [number]) =>
    ok(
      Number(number ?? chain.head()) === 0
        ? (faults().genesis ?? chain.genesis)
        : (chain.hashOf(Number(number ?? chain.head())) ?? null),
    ),
  chain_getFinalizedHead: (context) => ok(context.chain.hashOf(finalHead(context))),
  chain_getHeader: (context, [hash]) => ok(headerAt(context, hash)),
  chain_getBlock: (context, [hash]) => {
    const block = context.chain.blockAt(numberAt(context, hash) ?? -1);
    const header = headerAt(context, hash);
    return ok(block === undefined ? null : { block: { header, extrinsics: block.extrinsics }, justifications: null });
  },
  state_getRuntimeVersion: (context, [hash]) =>
    fromState(context, hash, (number) => context.chain.runtimeAfter(number).version),
  state_getMetadata: (context, [hash]) => fromState(context, hash, (number) => context.chain.runtimeAfter(number).meta),
  state_call: stateCall,
  state_getStorage: (context, [key, hash]) =>
    fromState(context, hash, (number) => storedAt(context, String(key), number)),
  state_getKeysPaged: keysPaged,
  state_queryStorageAt: queryStorageAt,
  system_chain: ({ name }) => ok(name),
  system_properties: ({ properties }) => ok(properties),
  system_name: () => ok('chain-node'),
  system_version: () => ok('1.0.0'),
  system_health: () => ok({ peers: 0, isSyncing: false, shouldHavePeers: false }),
};

/** What the connection answers itself; a client uses only what a node names. */
const OF_CONNECTION = [
  'author_submitAndWatchExtrinsic',
  'author_submitExtrinsic',
  'author_unwatchExtrinsic',
  'state_subscribeRuntimeVersion',
  'state_unsubscribeRuntimeVersion',
  'system_accountNextIndex',
];

/** Answers one request that is no subscription and sends nothing. */
export const answerRpc = (context: RpcContext, method: string, params: Params): RpcAnswer => {
  if (method === 'rpc_methods') return ok({ methods: [...Object.keys(METHODS), ...OF_CONNECTION] });
  const known = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  return known === undefined ? failed(-32601, `Method not found: ${method}`) : known(context, params);
};
