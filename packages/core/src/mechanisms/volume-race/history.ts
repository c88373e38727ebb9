import { u32At } from '../../hash/bytes.js';
import type { Sha256 } from '../../hash/host.js';
import { raw32, taggedBytes, text } from '../../hash/tagged.js';
import type { Account, Hash32 } from '../../ids.js';
import { scopeKey } from '../../primitives/dedupe.js';
import { emptySet, type IdSet, type IdSetDraft, openSet, sizeOf } from './id-set.js';
import type { HashKey } from './id-table.js';
import { PAGES } from './item-id.js';
import type { DedupeScope } from './params.js';

/** A scope remembers at most this many ids on one page; behind it nothing is new. */
export const IDS_MAX = 0x8000000;

/** Ids of one scope that are new no more: one set per page, almost always just the first. */
export type Remembered = readonly (IdSet | undefined)[];

/** Within what an id counts once, and every id that was returned there. */
export interface History {
  readonly scope: DedupeScope;
  readonly remembered: ReadonlyMap<string, Remembered>;
}

/** Nothing was returned yet. */
export const emptyHistory = (scope: DedupeScope): History => ({ scope, remembered: new Map() });

/** A history of other scopes says nothing about these: they begin empty. */
export const adaptHistory = (scope: DedupeScope, history: History): History =>
  history.scope === scope ? history : emptyHistory(scope);

/** The key of a miner's history. A coldkey's outlives registrations, an identity's does not. */
export const scopeOf = (
  scope: DedupeScope,
  miner: { readonly hotkey: Account; readonly coldkey: Account; readonly registeredAt: number },
): string => scopeKey(scope, `${miner.hotkey}/${miner.registeredAt}`, miner.coldkey);

/** A history without the identities that are gone; coldkeys and the subnet as a whole are kept. */
export const keepIdentities = (history: History, alive: ReadonlySet<string>): History =>
  history.scope === 'identity'
    ? { ...history, remembered: new Map([...history.remembered].filter(([key]) => alive.has(key))) }
    : history;

/** The key by which ids are hashed: from the epoch's seed, which is younger than every id that it meets first. */
export const hashKey = (sha256: Sha256, seed: Hash32, purpose: string): HashKey => {
  const digest = taggedBytes(sha256, 'history/1', [raw32(seed), text(purpose)]);
  return { high: u32At(digest, 4), low: u32At(digest, 0) };
};

/** The history of one scope while an epoch is closed. */
export interface ScopeDraft {
  readonly has: (page: number, high: number, low: number) => boolean;
  /** Remembers the id that `has` was last asked for, and answered no. */
  readonly add: (page: number, high: number, low: number) => void;
  /** How many new ids it still takes in this epoch. */
  readonly room: () => number;
}

/** Histories while an epoch is closed; the ones they come from stay as they were. */
export interface HistoryDraft {
  readonly scope: (key: string) => ScopeDraft;
  readonly close: () => History;
}

interface Opened extends ScopeDraft {
  readonly pages: () => Remembered;
}

const countOf = (set: IdSet | undefined): number => (set === undefined ? 0 : sizeOf(set));

const openScope = (former: Remembered, key: HashKey, maxNewIds: number): Opened => {
  const open: (IdSetDraft | undefined)[] = [];
  let left = maxNewIds;
  const fullestPage = (): number => {
    let most = 0;
    for (let page = 0; page < PAGES; page += 1) {
      most = Math.max(most, open[page]?.count() ?? countOf(former[page]));
    }
    return most;
  };
  const draftOf = (page: number): IdSetDraft => {
    const draft = open[page] ?? openSet(former[page] ?? emptySet(key), key);
    open[page] = draft;
    return draft;
  };
  return {
    has: (page, high, low) => draftOf(page).has(high, low),
    add: (page, high, low) => {
      draftOf(page).add(high, low);
      left -= 1;
    },
    room: () => Math.max(0, Math.min(left, IDS_MAX - fullestPage())),
    pages: () =>
      Array.from({ length: Math.max(former.length, open.length) }, (_, page) => open[page]?.close() ?? former[page]),
  };
};

/** Opens histories for the answers of one epoch; each scope takes at most `maxNewIds` new ids. */
export const openHistory = (sha256: Sha256, seed: Hash32, history: History, maxNewIds: number): HistoryDraft => {
  const scopes = new Map<string, Opened>();
  return {
    scope: (key) => {
      const known = scopes.get(key);
      if (known !== undefined) return known;
      const opened = openScope(history.remembered.get(key) ?? [], hashKey(sha256, seed, key), maxNewIds);
      scopes.set(key, opened);
      return opened;
    },
    close: () => {
      const remembered = new Map(history.remembered);
      for (const [key, { pages }] of scopes) {
        const found = pages();
        if (found.length > 0) remembered.set(key, found);
      }
      return { scope: history.scope, remembered };
    },
  };
};
