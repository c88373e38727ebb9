import type { MinerStats } from '@subnet-scoring/adapters/operations';
import { type EpochNumber, formatFx, roundFx } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { detailTableLines } from '../output/detail-table.js';
import { present } from './epoch-json.js';
import { shortNames } from './short-names.js';

/** Miners over some epochs. */
export interface ShownStats {
  readonly epochs: readonly EpochNumber[];
  readonly judged: number;
  readonly miners: readonly MinerStats[];
}

const WIDE = 130;
const PLACES = 6;

const reasonsText = ({ reasons }: MinerStats): string =>
  [...reasons]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([reason, count]) => (count === 1 ? reason : `${reason} x${count}`))
    .join(', ');

/** Miners over several epochs as a table, best first. */
export const statsLines = (
  { epochs, judged, miners }: ShownStats,
  { paint, width }: Context,
  top?: number,
): string[] => {
  const shown = miners.slice(0, top);
  const short = shortNames(shown.map(({ hotkey }) => hotkey));
  const columns = [
    { title: 'hotkey' },
    { title: 'uid', align: 'right' },
    { title: 'paid', align: 'right' },
    { title: 'mean share', align: 'right', paint: paint.strong },
    { title: 'last', align: 'right' },
    { title: 'passed', align: 'right' },
    { title: 'tier' },
    { title: 'reasons', paint: paint.dim },
  ] as const;
  const rows = shown.map((miner) => [
    width < WIDE ? short(miner.hotkey) : miner.hotkey,
    miner.uid === undefined ? '-' : `${miner.uid}`,
    `${miner.paid}/${miner.epochs}`,
    roundFx(miner.mean, PLACES),
    roundFx(miner.last, PLACES),
    miner.conclusive === 0 ? '-' : `${miner.passed}/${miner.conclusive}`,
    miner.tier === '' ? '-' : miner.tier,
    reasonsText(miner),
  ]);
  const range = epochs.length === 1 ? `epoch ${epochs[0]}` : `epochs ${epochs[0]}..${epochs[epochs.length - 1]}`;
  const hidden = miners.length - shown.length;
  return [
    `${paint.strong(range)}, ${judged} of ${epochs.length} judged`,
    ...(rows.length === 0 ? [] : detailTableLines(columns, rows, width, paint.dim)),
    ...(hidden > 0 ? [`  ... and ${hidden} more`] : []),
  ];
};

/** The same for --json, exact. */
export const statsJson = ({ epochs, judged, miners }: ShownStats): object => ({
  epochs,
  judged,
  miners: miners.map(({ hotkey, uid, epochs: there, paid, total, mean, last, tier, passed, conclusive, reasons }) =>
    present({
      hotkey,
      uid,
      epochs: there,
      paid,
      total: formatFx(total),
      mean: formatFx(mean),
      last: formatFx(last),
      passed,
      conclusive,
      tier: tier === '' ? undefined : tier,
      reasons: Object.fromEntries([...reasons].sort(([a], [b]) => (a < b ? -1 : 1))),
    }),
  ),
});
