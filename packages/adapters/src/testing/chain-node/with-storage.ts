import type { Hex, Recording } from './recording.js';
import { runtimeOf } from './runtime.js';

/** A storage item, its keys, and the value it is given. */
export type StorageWrite = readonly [pallet: string, item: string, args: readonly unknown[], value: unknown];

/** The recording with more writes in its last block: a chain on which a parameter or an owner is another one. */
export const withStorage = (recording: Recording, writes: readonly StorageWrite[]): Recording => {
  const runtime = runtimeOf(recording);
  const diff = writes.map(([pallet, item, args, value]): [string, Hex] => [
    runtime.key(pallet, item, args),
    runtime.encode(pallet, item, value),
  ]);
  const blocks = recording.blocks.map((block, at) =>
    at === recording.blocks.length - 1 ? { ...block, diff: { ...block.diff, ...Object.fromEntries(diff) } } : block,
  );
  return { ...recording, blocks };
};
