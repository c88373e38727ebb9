import type { QueryableStorageEntry } from '@polkadot/api/types';
import type { AnyTuple, Codec } from '@polkadot/types/types';
import type { BlockView } from './block-view.js';
import { chainError } from './failure.js';

/** Reads storage items by name; an item that the runtime of the block does not have is undefined, never a default. */
export interface Storage {
  readonly has: (item: string) => boolean;
  readonly get: (item: string, ...args: readonly unknown[]) => Promise<Codec | undefined>;
  /** Values for several keys in one request, in their order. */
  readonly many: (item: string, keys: readonly unknown[]) => Promise<readonly Codec[] | undefined>;
  /** All entries below the first key: [the keys, the value]. */
  readonly entries: (item: string, ...args: readonly unknown[]) => Promise<readonly (readonly [AnyTuple, Codec])[]>;
}

type Entry = QueryableStorageEntry<'promise', AnyTuple>;

/** Storage of one pallet as a block left it. */
export const storageOf = ({ at, block, specVersion }: BlockView, pallet: string): Storage => {
  const items = at.query[pallet];
  if (items === undefined) {
    throw chainError('unreadable', `the runtime ${specVersion} of block ${block} has no pallet ${pallet}`, { block });
  }
  const entry = (item: string): Entry | undefined =>
    Object.hasOwn(items, item) || item in items ? items[item] : undefined;
  return {
    has: (item) => entry(item) !== undefined,
    get: async (item, ...args) => entry(item)?.(...args),
    many: async (item, keys) => (keys.length === 0 ? [] : entry(item)?.multi([...keys] as unknown[][])),
    entries: async (item, ...args) => {
      const found = (await entry(item)?.entries(...args)) ?? [];
      return found.map(([key, value]) => [key.args, value] as const);
    },
  };
};
