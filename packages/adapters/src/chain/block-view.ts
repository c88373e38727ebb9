import type { ApiPromise } from '@polkadot/api';
import type { ApiDecoration } from '@polkadot/api/types';
import type { Codec } from '@polkadot/types/types';
import type { Block, Hash32 } from '@subnet-scoring/core';
import { chainError } from './failure.js';
import { integerOf } from './plain.js';

/** The chain as it was after one block, read with the types of the runtime that made the block. */
export interface BlockView {
  readonly block: Block;
  readonly hash: Hash32;
  readonly parentHash: Hash32;
  readonly specVersion: number;
  readonly at: ApiDecoration<'promise'>;
}

/** 64 hex digits of a hash that the client gave. */
export const hashText = (hash: { toHex(): string }): Hash32 => hash.toHex().slice(2) as Hash32;

/** Metadata names its own runtime: a node that mislabels one would have every value read with the types of another. */
const assertOwnMetadata = ({ consts }: ApiDecoration<'promise'>, specVersion: number, block: Block): void => {
  const own = consts['system']?.['version'] as (Codec & { readonly specVersion?: Codec }) | undefined;
  if (own?.specVersion === undefined || integerOf(own.specVersion) === specVersion) return;
  const found = `its metadata is of runtime ${own.specVersion.toString()}`;
  throw chainError('unreadable', `the node says that runtime ${specVersion} made block ${block}, and ${found}`, {
    block,
  });
};

const viewByHash = async (api: ApiPromise, hex: string, block: Block): Promise<BlockView> => {
  const header = await api.rpc.chain.getHeader(hex);
  // A block's hash is the hash of its header: a node cannot pass another block off under it.
  if (header.hash.toHex() !== hex || header.number.toNumber() !== block) {
    throw chainError('unreadable', `the node's header of block ${block} is not the one with hash ${hex}`, { block });
  }
  const at = await api.at(hex);
  const specVersion = at.runtimeVersion.specVersion.toNumber();
  assertOwnMetadata(at, specVersion, block);
  return {
    block,
    hash: hex.slice(2) as Hash32,
    parentHash: hashText(header.parentHash),
    specVersion,
    at,
  };
};

const KEPT_MAX = 8;
const kept = new WeakMap<ApiPromise, Map<string, Promise<BlockView>>>();

/** Opens a block by number; the last few are kept, because several questions about one block follow each other. */
export const viewAt = async (api: ApiPromise, block: Block): Promise<BlockView> => {
  const hash = await api.rpc.chain.getBlockHash(block);
  // A block that is not there yet has the zero hash, and no error.
  if (hash.isEmpty) throw chainError('unknown-block', `the node has no block ${block}`, { block });
  const views = kept.get(api) ?? new Map<string, Promise<BlockView>>();
  kept.set(api, views);
  const hex = hash.toHex();
  const known = views.get(hex);
  if (known !== undefined) return known;
  const view = viewByHash(api, hex, block);
  views.set(hex, view);
  view.catch(() => views.delete(hex));
  for (const oldest of views.keys()) if (views.size > KEPT_MAX) views.delete(oldest);
  return view;
};
