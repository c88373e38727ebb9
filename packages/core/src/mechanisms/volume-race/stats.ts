import { compareAccounts } from '../../ids.js';
import type { StatsColumn, StatsTable } from '../../mechanism/stats.js';
import { formatFx } from '../../numbers/fx-text.js';
import { scopeKey } from '../../primitives/dedupe.js';
import type { Remembered } from './history.js';
import { sizeOf } from './id-set.js';
import type { Params } from './params.js';
import type { State } from './state.js';

const column = (key: string, title: string, unit: StatsColumn['unit']): StatsColumn => ({ key, title, unit });

const COLUMNS: readonly StatsColumn[] = [
  column('newItems', 'latest new items', 'count'),
  column('volume', 'volume in the window', 'count'),
  column('score', 'score', 'fx'),
  column('remembered', 'ids remembered', 'count'),
  column('registeredAt', 'registered', 'block'),
];

const countOf = (pages: Remembered): number =>
  pages.reduce((sum, set) => sum + (set === undefined ? 0 : sizeOf(set)), 0);

/**
 * What is known of every identity at the boundary of an epoch, by account. The latest new items are those of the last epoch in
 * which an answer of anybody counted. Ids remembered are shown where each identity has its own history; with one for a coldkey or
 * for all they belong to no row.
 */
export const statsOf = (_params: Params, { standings, buckets, history }: State): StatsTable => ({
  columns: COLUMNS,
  rows: [...standings]
    .sort(([a], [b]) => compareAccounts(a, b))
    .map(([hotkey, { registeredAt, score, newItems }]) => {
      const own = history.remembered.get(scopeKey('identity', `${hotkey}/${registeredAt}`, ''));
      const last = buckets[buckets.length - 1];
      return {
        hotkey,
        cells: {
          newItems: last === undefined ? 0 : (newItems.get(last) ?? 0),
          volume: buckets.reduce((sum, bucket) => sum + (newItems.get(bucket) ?? 0), 0),
          score: formatFx(score),
          ...(history.scope === 'identity' ? { remembered: own === undefined ? 0 : countOf(own) } : {}),
          registeredAt,
        },
      };
    }),
});
