import type { Account, Block, EpochNumber, Hash32, Metagraph } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { tableLines } from '../output/table.js';
import { type ActiveMechanism, rulesJson, rulesTitle } from './rules-title.js';

/** Whom one mechanism drew, in drawn order. */
export interface Selected {
  readonly active: ActiveMechanism;
  readonly drawn: readonly Account[];
}

interface Shown {
  readonly epoch: EpochNumber;
  readonly block: Block;
  readonly blockHash: Hash32;
  readonly neurons: Metagraph['neurons'];
  readonly selected: readonly Selected[];
}

/** A draw as a table for each mechanism. */
export const selectLines = ({ epoch, block, blockHash, neurons, selected }: Shown, { paint }: Context): string[] => {
  const uidOf = new Map(neurons.map(({ hotkey, uid }) => [hotkey, uid]));
  const columns = [
    { title: '#', align: 'right' },
    { title: 'hotkey', paint: paint.strong },
    { title: 'uid', align: 'right' },
  ] as const;
  return [
    `${paint.strong(`epoch ${epoch}`)}, neurons of the snapshot at block ${block}`,
    `  drawn by  ${paint.key(blockHash)}`,
    ...selected.flatMap(({ active, drawn }) => {
      const rows = drawn.map((hotkey, at) => [`${at + 1}`, hotkey, `${uidOf.get(hotkey) ?? '-'}`]);
      const lines = rows.length === 0 ? ['  nobody is drawn'] : tableLines(columns, rows, paint.dim);
      return ['', rulesTitle(active), ...lines];
    }),
  ];
};

/** The same for --json. */
export const selectJson = ({ active, drawn }: Selected): object => ({ ...rulesJson(active), drawn });
