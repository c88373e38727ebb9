import type { Hex, RecordedBlock, Recording, Upgrade } from './recording.js';

/** The blocks and the storage of a chain, block by block; it grows, and its head can be taken back. */
export interface ReplayChain {
  readonly genesis: Hex;
  readonly head: () => number;
  readonly blocks: () => readonly RecordedBlock[];
  readonly blockAt: (number: number) => RecordedBlock | undefined;
  readonly hashOf: (number: number) => Hex | undefined;
  readonly numberOf: (hash: string) => number | undefined;
  /** A value of the storage after a block. */
  readonly valueAt: (key: string, number: number) => Hex | undefined;
  /** Keys that begin so, ascending, after a block. */
  readonly keysAt: (prefix: string, number: number) => readonly string[];
  /** The runtime that the state after a block is for: the one that runs the next block. */
  readonly runtimeAfter: (number: number) => Upgrade;
  readonly append: (block: RecordedBlock) => void;
  /** Takes the newest block away. */
  readonly pop: () => RecordedBlock | undefined;
}

type Change = readonly [number: number, value: Hex | null];

const byKey = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A chain that begins as a recording. */
export const replayChain = (recording: Recording): ReplayChain => {
  const blocks: RecordedBlock[] = [];
  const numbers = new Map<string, number>();
  const history = new Map<string, Change[]>();
  const runtimes = [{ from: 0, meta: recording.meta, version: recording.version }, ...(recording.upgrades ?? [])];
  const first = recording.blocks[0];
  if (first === undefined) throw new TypeError('a recording has at least one block');
  const base = first.number;
  numbers.set(first.header.parentHash, base - 1);
  numbers.set(recording.genesis, 0);

  const append = (block: RecordedBlock): void => {
    blocks.push(block);
    numbers.set(block.hash, block.number);
    for (const [key, value] of Object.entries(block.diff)) {
      const changes = history.get(key);
      if (changes === undefined) history.set(key, [[block.number, value]]);
      else changes.push([block.number, value]);
    }
  };
  for (const block of recording.blocks) append(block);

  const valueAt = (key: string, number: number): Hex | undefined =>
    history.get(key)?.findLast(([at]) => at <= number)?.[1] ?? undefined;
  const blockAt = (number: number): RecordedBlock | undefined => blocks[number - base];

  return {
    genesis: recording.genesis,
    head: () => base + blocks.length - 1,
    blocks: () => blocks,
    blockAt,
    hashOf: (number) => (number === 0 ? recording.genesis : blockAt(number)?.hash),
    numberOf: (hash) => numbers.get(hash),
    valueAt,
    keysAt: (prefix, number) =>
      [...history.keys()].filter((key) => key.startsWith(prefix) && valueAt(key, number) !== undefined).sort(byKey),
    runtimeAfter: (number) =>
      runtimes.findLast(({ from }) => from <= number) ?? runtimes[0] ?? { from: 0, ...recording },
    append,
    pop: () => {
      const block = blocks.pop();
      if (block === undefined) return undefined;
      numbers.delete(block.hash);
      for (const key of Object.keys(block.diff)) history.get(key)?.pop();
      return block;
    },
  };
};
