import type { Block } from '@subnet-scoring/core';
import { type BlockView, hashText, viewAt } from './block-view.js';
import type { Connection } from './connect.js';
import { integerOf } from './plain.js';
import type { BlockId, ChainBlock } from './port.js';
import { storageOf } from './storage.js';

const idOf = async ({ api }: Connection, hash: { toHex(): string }): Promise<BlockId> => {
  const header = await api.rpc.chain.getHeader(hash.toHex());
  return { block: header.number.toNumber() as Block, hash: hashText(hash) };
};

/** The newest block. */
export const readHead = async (connection: Connection): Promise<BlockId> =>
  idOf(connection, await connection.api.rpc.chain.getBlockHash());

/** The newest block that is final. */
export const readFinalizedHead = async (connection: Connection): Promise<BlockId> =>
  idOf(connection, await connection.api.rpc.chain.getFinalizedHead());

const timestampOf = async (view: BlockView): Promise<number> => {
  const now = await storageOf(view, 'timestamp').get('now');
  return now === undefined ? 0 : integerOf(now);
};

/** A block by number. */
export const readBlock = async ({ api }: Connection, block: Block): Promise<ChainBlock> => {
  const view = await viewAt(api, block);
  const { hash, parentHash, specVersion } = view;
  return { block, hash, parentHash, specVersion, timestampMs: await timestampOf(view) };
};
