import type { WeightsStatus } from '@subnet-scoring/adapters/weights';
import type { Hash32, Hotkey } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { plural } from '../output/plural.js';
import { timeText } from './on-its-way-text.js';

const nextText = ({ nextAllowed, subnet }: WeightsStatus): string =>
  nextAllowed <= subnet.block + 1 ? 'now' : `from block ${nextAllowed} on, ${nextAllowed - subnet.block} from now`;

const DIGITS = 12;

/** What stands on the chain, for people. */
export const statusLines = (
  hotkey: Hotkey,
  status: WeightsStatus,
  known: ReadonlySet<Hash32>,
  { paint }: Pick<Context, 'paint'>,
): string[] => {
  const { subnet, neuron, row, ageBlocks, commits, mode, equalsPlan } = status;
  const where = `netuid ${subnet.netuid}, mechanism ${subnet.mecid}, block ${subnet.block}`;
  if (neuron === undefined) return [`${hotkey} is not registered on ${where}`];
  const paid = row.filter(([, value]) => value > 0).length;
  return [
    `${hotkey}, uid ${neuron.uid}, on ${where}`,
    `  permit        ${neuron.validatorPermit ? 'yes' : 'no'}`,
    `  on the chain  ${plural(row.length, 'weight')}, ${paid} of them not zero`,
    `  last update   ${ageBlocks === undefined ? 'never' : `block ${neuron.lastUpdate}, ${plural(ageBlocks, 'block')} ago`}`,
    `  may be sent   ${nextText(status)}, by ${mode}`,
    ...commits.map(
      ({ hash, commitBlock, time }) =>
        `  commit ${hash.slice(0, DIGITS)} of block ${commitBlock} ${timeText(time, subnet.block)}${known.has(hash) ? '' : '; its salt is not here'}`,
    ),
    ...(equalsPlan === undefined
      ? []
      : [
          equalsPlan ? paint.good('  ✓ the row is that of the plan') : paint.bad('  ✗ the row is not that of the plan'),
        ]),
  ];
};

/** What stands on the chain, for --json. */
export const statusJson = (hotkey: Hotkey, status: WeightsStatus, known: ReadonlySet<Hash32>): object => {
  const { subnet, neuron, row, ageBlocks, commits, mode, nextAllowed, equalsPlan } = status;
  const { block, netuid, mecid } = subnet;
  const self =
    neuron === undefined ? {} : { uid: neuron.uid, permit: neuron.validatorPermit, lastUpdate: neuron.lastUpdate };
  return {
    block,
    netuid,
    mecid,
    hotkey,
    mode,
    ...self,
    ...(ageBlocks === undefined ? {} : { ageBlocks }),
    nextAllowed,
    row: row.map(([uid, value]) => ({ uid, value })),
    commits: commits.map(({ hash, commitBlock, time }) => ({ hash, commitBlock, time, salt: known.has(hash) })),
    ...(equalsPlan === undefined ? {} : { equalsPlan }),
  };
};
