import type { DataError } from '@subnet-scoring/core';
import { dataFailure } from '../directory/failure.js';
import { finding } from '../directory/finding.js';
import { firstId, nextId } from './event-id.js';
import { batchesOf, type Item, joinParts, partsOf } from './items.js';
import type { NewEvent, Store } from './store.js';

/** A place in a stream: how many events stand before it, and the id of the last of them. */
export interface Mark {
  readonly count: number;
  readonly id: string;
}

/** The place before the first event. */
export const startOf = (stream: string): Mark => ({ count: 0, id: firstId(stream) });

/** An event that was read: the item that is whole with it, and the places around that. */
export interface ReadStep {
  readonly item: Item | undefined;
  readonly before: Mark;
  readonly after: Mark;
}

/** Told of an event that is not what was written. */
export type OnDamage = (error: DataError) => void;

const RESTORE = 'stop writing to this log and restore the stream from a backup';

const throwIt: OnDamage = (error) => {
  throw dataFailure(error);
};

/**
 * Events of a stream from a place on, each compared with its id. A damaged event is reported once: the one behind it follows the id
 * that the damaged one states.
 */
export async function* readSteps(
  store: Store,
  stream: string,
  from: Mark = startOf(stream),
  onDamage: OnDamage = throwIt,
): AsyncGenerator<ReadStep> {
  const join = joinParts();
  let at = from;
  let before = from;
  for await (const event of store.read(stream, from.count)) {
    const place = { file: stream, line: at.count + 1 };
    if (event.revision !== at.count)
      onDamage(finding('BAD_LOG_FILE', place, `event ${at.count}`, `event ${event.revision}`, RESTORE));
    const id = nextId(at.id, event.type, event.data);
    if (event.revision === at.count && id !== event.id)
      onDamage(finding('SUM_MISMATCH', place, `id ${id}`, `id ${event.id}`, RESTORE));
    at = { count: event.revision + 1, id: event.id };
    const item = join(event);
    yield { item, before, after: at };
    if (item !== undefined) before = at;
  }
}

/** Whole items of a stream; throws a data failure at the first event that is not what was written. */
export async function* readItems(store: Store, stream: string): AsyncGenerator<Item> {
  for await (const { item } of readSteps(store, stream)) if (item !== undefined) yield item;
}

const eventsOf = function* (parts: readonly Item[], from: Mark): Generator<NewEvent> {
  let { id } = from;
  for (const { type, data } of parts) {
    id = nextId(id, type, data);
    yield { id, type, data };
  }
};

/** How far an append came: items stored whole, the place behind them, and whether somebody else wrote there. */
export interface Written {
  readonly items: number;
  readonly end: Mark;
  readonly conflict: boolean;
}

/** Says whether a batch was stored before, its answer lost and its ids forgotten by the server. */
const isOurs = async (store: Store, stream: string, end: Mark): Promise<boolean> => {
  for await (const { id, revision } of store.read(stream, end.count - 1))
    return id === end.id && revision === end.count - 1;
  return false;
};

/** How many items the first `count` events hold whole. */
const itemsWithin = (parts: readonly (readonly Item[])[], count: number): number => {
  let events = 0;
  const cut = parts.findIndex((part) => {
    events += part.length;
    return events > count;
  });
  return cut < 0 ? parts.length : cut;
};

/** Adds items behind a place, in bounded batches, and stops where somebody else wrote first. */
export const appendItems = async (
  store: Store,
  stream: string,
  from: Mark,
  items: readonly Item[],
): Promise<Written> => {
  const parts = items.map(partsOf);
  let end = from;
  for (const batch of batchesOf(eventsOf(parts.flat(), from))) {
    const next = { count: end.count + batch.length, id: batch[batch.length - 1]?.id ?? end.id };
    const result = await store.append(stream, end.count, batch);
    if (result === 'conflict' && !(await isOurs(store, stream, next)))
      return { items: itemsWithin(parts, end.count - from.count), end, conflict: true };
    end = next;
  }
  return { items: items.length, end, conflict: false };
};
