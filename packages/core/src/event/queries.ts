import { defineEvent, type EventOf } from './define.js';
import { ascendingBy, listOf } from './field.js';
import { account, count, hash32, integer, itemId, oneOf, text } from './values.js';

const HOTKEYS_MAX = 65_536;
const ITEMS_MAX = 1_000_000;
const PARTS_MAX = 100_000;

/** A validator sent a query to miners; `source` says whether the trending list or its recorded fallback gave the text. */
export const QueryIssued = defineEvent({
  type: 'QueryIssued',
  phase: 9,
  origin: 'observer',
  data: {
    hotkeys: listOf(account, HOTKEYS_MAX, {
      says: 'every hotkey once',
      holds: (hotkeys) => new Set(hotkeys).size === hotkeys.length,
    }),
    query: text(1, 64),
    source: oneOf('trending', 'fallback'),
    text: text(0, 1024),
    timeoutMs: integer(1, Number.MAX_SAFE_INTEGER),
  },
});
export type QueryIssued = EventOf<typeof QueryIssued>;

/** One part of a miner's answer; an answer is complete with parts 0..parts-1. */
export const ItemsReturned = defineEvent({
  type: 'ItemsReturned',
  phase: 9,
  origin: 'observer',
  data: {
    hotkey: account,
    itemIds: listOf(itemId, ITEMS_MAX),
    latencyMs: count,
    part: integer(0, PARTS_MAX - 1),
    parts: integer(1, PARTS_MAX),
    query: text(1, 64),
  },
  rules: [{ says: 'part < parts', holds: (d) => d.part < d.parts }],
});
export type ItemsReturned = EventOf<typeof ItemsReturned>;

/** What a validator counted in a miner's answer; positions of items that are not fresh, or do not match, are listed. */
export const ItemsMeasured = defineEvent({
  type: 'ItemsMeasured',
  phase: 9,
  origin: 'observer',
  data: {
    fresh: count,
    hotkey: account,
    itemsSha256: hash32,
    matching: count,
    query: text(1, 64),
    unfit: listOf(
      integer(0, ITEMS_MAX - 1),
      ITEMS_MAX,
      ascendingBy('position', (item) => item),
    ),
  },
});
export type ItemsMeasured = EventOf<typeof ItemsMeasured>;
