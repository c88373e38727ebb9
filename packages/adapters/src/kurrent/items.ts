import type { NewEvent } from './store.js';

/** What is stored in one piece: a line or a file, and what kind of thing it is. */
export interface Item {
  readonly type: string;
  readonly data: Uint8Array;
}

/**
 * Most servers take 1 MiB an append, and a line alone may have that much: an item beyond this is stored as several events, of types
 * T-begin, T-more and T-end. One that never got its end was never acknowledged, and is passed over.
 */
export const PART_BYTES = 393_216;

/** Bytes of one append, with what an event adds to its data. */
export const BATCH_BYTES = 524_288;
const EVENT_BYTES = 128;

const suffixOf = (at: number, bytes: number): string => {
  if (at === 0) return 'begin';
  return at + PART_BYTES >= bytes ? 'end' : 'more';
};

/** The events of an item, without ids. */
export const partsOf = ({ type, data }: Item): readonly Item[] => {
  if (data.length <= PART_BYTES) return [{ type, data }];
  const parts: Item[] = [];
  for (let at = 0; at < data.length; at += PART_BYTES)
    parts.push({ type: `${type}-${suffixOf(at, data.length)}`, data: data.subarray(at, at + PART_BYTES) });
  return parts;
};

/** Puts events together to items again; answers an item when it is whole. */
export const joinParts = (): ((event: Item) => Item | undefined) => {
  let parts: Uint8Array[] = [];
  return ({ type, data }) => {
    const [, base = type, suffix = ''] = /^(.*)-(begin|more|end)$/.exec(type) ?? [];
    if (suffix === '' || suffix === 'begin') parts = [];
    if (suffix === '') return { type, data };
    parts.push(data);
    if (suffix !== 'end') return undefined;
    const whole = Buffer.concat(parts);
    parts = [];
    return { type: base, data: whole };
  };
};

/** Events in batches that one append can take. */
export function* batchesOf(events: Iterable<NewEvent>): Generator<readonly NewEvent[]> {
  let batch: NewEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    const size = event.data.length + EVENT_BYTES;
    if (batch.length > 0 && bytes + size > BATCH_BYTES) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(event);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
