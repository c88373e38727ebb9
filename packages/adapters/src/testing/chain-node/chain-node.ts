import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { blake2AsHex } from '@polkadot/util-crypto';
import * as E from 'fp-ts/lib/Either.js';
import { WebSocketServer } from 'ws';
import { checkExtrinsic } from './check-extrinsic.js';
import { connection, type Taken } from './connection.js';
import type { Faults } from './faults.js';
import { type BlockContent, makeBlock } from './make-block.js';
import type { Hex, RecordedBlock, Recording } from './recording.js';
import { replayChain } from './replay-chain.js';
import { type Runtime, runtimeOf } from './runtime.js';

/** How a node starts. */
export interface ChainNodeOptions {
  /** 0 or none: any that is free. */
  readonly port?: number;
  readonly faults?: Faults;
  /** Blocks between the head and the last final block. */
  readonly finalityBlocks?: number;
  /** Hears each new block before anybody is told of it: a recording with them behind its own is the chain as it was. */
  readonly keep?: (block: RecordedBlock) => void;
  /** Hears that a method was asked. */
  readonly heard?: (method: string) => void;
}

/** A node that runs: where it is, and what a test may do to it. */
export interface ChainNode {
  readonly url: string;
  readonly head: () => number;
  /** Methods that were asked, in order. */
  readonly requests: () => readonly string[];
  readonly setFaults: (faults: Faults) => void;
  /** Makes empty blocks. */
  readonly mine: (count: number) => void;
  /** Makes one block of what is given. */
  readonly produce: (content: (runtime: Runtime) => BlockContent) => void;
  /** The chain as it is now. */
  readonly recording: () => Recording;
  /** Replaces the newest blocks by empty ones with other hashes. */
  readonly reorg: (depth: number) => void;
  readonly close: () => Promise<void>;
}

/** A digest item that says nothing: what makes a block another one. */
const EMPTY_SLOT = '0x0661757261200000000000000000';

/** Starts a node over a recording. It listens on 127.0.0.1 and makes a block for every extrinsic it takes. */
export const startChainNode = async (recording: Recording, options: ChainNodeOptions = {}): Promise<ChainNode> => {
  const chain = replayChain(recording);
  let faults: Faults = options.faults ?? {};
  const requests: string[] = [];
  const runtimes = new Map<number, Runtime>();
  const runtimeNow = (): Runtime => {
    const upgrade = chain.runtimeAfter(chain.head());
    const known = runtimes.get(upgrade.from);
    if (known !== undefined) return known;
    const runtime = runtimeOf(upgrade);
    runtimes.set(upgrade.from, runtime);
    return runtime;
  };
  const nonceOf = (account: string): number => {
    const runtime = runtimeNow();
    const value = chain.valueAt(runtime.key('system', 'account', [account]), chain.head());
    return (runtime.decode('system', 'account', value).toJSON() as { readonly nonce: number }).nonce;
  };
  const grow = (content: BlockContent): Hex => {
    const block = makeBlock(chain, runtimeNow(), content);
    options.keep?.(block);
    chain.append(block);
    return block.hash;
  };
  const take = (hex: Hex): Taken => {
    const checked = checkExtrinsic(chain, runtimeNow(), hex, nonceOf);
    if (E.isLeft(checked)) return checked;
    return E.right({ hash: blake2AsHex(hex), block: grow({ pending: [{ hex, call: checked.right }] }) });
  };

  const server = new WebSocketServer({ host: '127.0.0.1', port: options.port ?? 0 });
  await once(server, 'listening');
  const { chain: name, properties } = recording;
  const finalityBlocks = options.finalityBlocks ?? 0;
  server.on('connection', (socket) => {
    connection(socket, {
      chain,
      faults: () => faults,
      setFaults: (next) => {
        faults = next;
      },
      name,
      properties,
      finalityBlocks,
      nonceOf,
      take,
      heard: (method) => {
        requests.push(method);
        options.heard?.(method);
      },
    });
  });

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    head: chain.head,
    requests: () => requests,
    setFaults: (next) => {
      faults = next;
    },
    mine: (count) => {
      for (let i = 0; i < count; i += 1) grow({});
    },
    produce: (content) => {
      grow(content(runtimeNow()));
    },
    recording: () => ({ ...recording, blocks: chain.blocks() }),
    reorg: (depth) => {
      for (let i = 0; i < depth; i += 1) chain.pop();
      for (let i = 0; i < depth; i += 1) grow({ logs: [EMPTY_SLOT] });
    },
    close: async () => {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
};
