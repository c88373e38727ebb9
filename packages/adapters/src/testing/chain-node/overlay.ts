import type { Codec } from '@polkadot/types/types';
import { compactToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import type { Diff, Hex } from './recording.js';
import type { ReplayChain } from './replay-chain.js';
import type { Runtime } from './runtime.js';

/** The storage as one block in the making sees it: reads fall through to the head, writes stay here. */
export interface Overlay {
  readonly runtime: Runtime;
  /** Number of the block in the making. */
  readonly number: number;
  readonly get: (pallet: string, item: string, args?: readonly unknown[]) => Codec;
  /** An integer of storage, or undefined when an optional one is not there. */
  readonly int: (pallet: string, item: string, args?: readonly unknown[]) => number | undefined;
  readonly set: (pallet: string, item: string, args: readonly unknown[], value: unknown) => void;
  readonly emit: (pallet: string, name: string, fields: readonly unknown[], extrinsic?: number) => void;
  /** Every write, the events of the block among them. */
  readonly diff: () => Diff;
}

/** A fresh overlay over the head of a chain. */
export const overlayOf = (chain: ReplayChain, runtime: Runtime): Overlay => {
  const head = chain.head();
  const writes = new Map<string, Hex>();
  const events: Uint8Array[] = [];
  const get: Overlay['get'] = (pallet, item, args = []) => {
    const key = runtime.key(pallet, item, args);
    return runtime.decode(pallet, item, writes.get(key) ?? chain.valueAt(key, head));
  };
  const set: Overlay['set'] = (pallet, item, args, value) => {
    writes.set(runtime.key(pallet, item, args), runtime.encode(pallet, item, value));
  };
  return {
    runtime,
    number: head + 1,
    get,
    int: (pallet, item, args = []) => {
      const text = get(pallet, item, args).toString();
      return text === '' ? undefined : Number(text);
    },
    set,
    emit: (pallet, name, fields, extrinsic) => {
      events.push(runtime.event(pallet, name, fields, extrinsic));
    },
    diff: () => ({
      ...Object.fromEntries(writes),
      [runtime.key('system', 'events')]: u8aToHex(u8aConcat(compactToU8a(events.length), ...events)),
    }),
  };
};
