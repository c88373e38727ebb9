import { compareAccounts } from '../../ids.js';
import type { StatsCell, StatsColumn, StatsTable } from '../../mechanism/stats.js';
import { formatFx } from '../../numbers/fx-text.js';
import { mulDivInt } from '../../numbers/int.js';
import { distanceOf } from './distance.js';
import { type Identity, pooled, TASKS } from './identity.js';
import { type Params, tierAt } from './params.js';
import type { State } from './state.js';
import { wilsonScore } from './tiers.js';

const MILLION = 1_000_000;

const column = (key: string, title: string, unit: StatsColumn['unit']): StatsColumn => ({ key, title, unit });

const taskColumns = TASKS.flatMap((task) => [
  column(`${task}Attempts`, `${task} attempts`, 'count'),
  column(`${task}Successes`, `${task} successes`, 'count'),
  column(`${task}Rateppm`, `${task} rate`, 'ppm'),
]);

// What `filetao miner stats` shows, and behind it what decides the next tier.
const COLUMNS: readonly StatsColumn[] = [
  column('totalSuccesses', 'total successes', 'count'),
  ...taskColumns,
  column('tier', 'tier', 'text'),
  column('storedBytes', 'stored', 'bytes'),
  column('limitBytes', 'limit', 'bytes'),
  column('registeredAt', 'registered', 'block'),
  column('score', 'score', 'fx'),
  column('missedPings', 'missed pings', 'count'),
  column('wilson', 'Wilson', 'fx'),
  column('tierNow', 'rollover now', 'text'),
  column('successesToRise', 'successes to rise', 'count'),
  column('riseTo', 'rise to', 'text'),
  column('failuresToDrop', 'failures to drop', 'count'),
  column('dropTo', 'drop to', 'text'),
];

const cellsOf = (params: Params, identity: Identity): { readonly [key: string]: StatsCell } => {
  const { attempts, successes, score, tier } = identity;
  const [s, n] = [pooled(successes), pooled(attempts)];
  const { now, rise, drop } = distanceOf(params, identity);
  const name = (row: number): string => tierAt(params, row).name;
  const cells: { [key: string]: StatsCell } = {
    totalSuccesses: identity.lifetime,
    tier: name(tier),
    storedBytes: identity.storedBytes.toString(),
    limitBytes: tierAt(params, tier).limitBytes,
    registeredAt: identity.registeredAt,
    score: formatFx(score),
    missedPings: identity.missed,
    tierNow: name(now),
  };
  for (const task of TASKS) {
    cells[`${task}Attempts`] = attempts[task];
    cells[`${task}Successes`] = successes[task];
    if (attempts[task] > 0) cells[`${task}Rateppm`] = mulDivInt(successes[task], MILLION, attempts[task]);
  }
  // An empty window that keeps its tier is judged by no score.
  if (n > 0 || params.emptyWindow === 'half') cells['wilson'] = formatFx(wilsonScore(params.wilson, s, n));
  if (rise !== undefined) {
    cells['successesToRise'] = rise.results;
    cells['riseTo'] = name(rise.row);
  }
  if (drop !== undefined) {
    cells['failuresToDrop'] = drop.results;
    cells['dropTo'] = name(drop.row);
  }
  return cells;
};

/**
 * Statistics of every identity at the boundary of an epoch, by account. "To rise" and "to drop" count results in a row until a
 * rollover would move it; they are missing where no number of results would, as a rate is where nothing was tried.
 */
export const statsOf = (params: Params, { identities }: State): StatsTable => ({
  columns: COLUMNS,
  rows: [...identities]
    .sort(([a], [b]) => compareAccounts(a, b))
    .map(([hotkey, identity]) => ({ hotkey, cells: cellsOf(params, identity) })),
});
