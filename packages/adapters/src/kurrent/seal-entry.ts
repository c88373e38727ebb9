import { encodeCanonical, type Json, type Seal } from '@subnet-scoring/core';
import { decodeSeal, encodeSeal } from '../directory/seals-file.js';
import type { Mark } from './checked-stream.js';
import type { Item } from './items.js';

/** A seal, and the key in the names of the streams that were written for it. */
export interface Sealing {
  readonly seal: Seal;
  readonly key: string;
}

/** A place in the journal, with the number of facts before it. */
export interface JournalPlace extends Mark {
  readonly position: number;
}

/** One event of the seals stream: where to read the journal from behind a seal, and how many facts were taken by then. */
export interface SealEntry extends Sealing {
  readonly from: JournalPlace;
  readonly taken: number;
}

const itemOf = (type: string, value: { readonly [key: string]: Json }): Item => ({
  type,
  data: Buffer.from(encodeCanonical(value)),
});

const sealJson = (seal: Seal): Json => JSON.parse(encodeSeal(seal)) as Json;

/** A seal as the journal keeps it. */
export const sealItem = ({ seal, key }: Sealing): Item => itemOf('seal', { key, seal: sealJson(seal) });

/** A seal as the seals stream keeps it. */
export const entryItem = ({ seal, key, from: { count, id, position }, taken }: SealEntry): Item =>
  itemOf('seal-entry', { from: { count, id, position }, key, seal: sealJson(seal), taken });

type Fields = { readonly [key: string]: unknown };

const parse = (data: Uint8Array): Fields | undefined => {
  try {
    const value = JSON.parse(Buffer.from(data).toString('utf8')) as unknown;
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
};

const isCount = (u: unknown): u is number => typeof u === 'number' && Number.isSafeInteger(u) && u >= 0;

/** Reads what `sealItem` wrote; undefined for anything else. */
export const decodeSealing = (data: Uint8Array): Sealing | undefined => {
  const fields = parse(data);
  const seal = decodeSeal(JSON.stringify(fields?.['seal'] ?? {}));
  const key = fields?.['key'];
  return seal === undefined || typeof key !== 'string' ? undefined : { seal, key };
};

/** Reads what `entryItem` wrote; undefined for anything else. */
export const decodeEntry = (data: Uint8Array): SealEntry | undefined => {
  const sealing = decodeSealing(data);
  const fields = parse(data);
  const { count, id, position } = (fields?.['from'] ?? {}) as Fields;
  const taken = fields?.['taken'];
  if (sealing === undefined || !isCount(count) || !isCount(position) || !isCount(taken) || typeof id !== 'string')
    return undefined;
  return { ...sealing, from: { count, id, position }, taken };
};
