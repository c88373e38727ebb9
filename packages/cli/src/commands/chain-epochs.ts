import { observedEpochs } from '@subnet-scoring/adapters/chain';
import type { EpochMark } from '@subnet-scoring/adapters/ports';
import { type Block, calendarOf, type NetUid } from '@subnet-scoring/core';
import { usageError } from '../cli-error.js';
import type { ExitCode } from '../exit.js';
import { tableLines } from '../output/table.js';
import { CHAIN_EXITS, type ChainFlags, chainOptions, chainProblem, orChainThrow, withChain } from './chain-open.js';
import { command } from './command.js';
import { blockOption, netuidOption } from './options.js';

interface Options extends ChainFlags {
  readonly netuid: NetUid;
  readonly from: Block;
  readonly to: Block;
}

const COLUMNS = ['epoch in block', 'spec', 'tempo', 'calendar', 'says next', 'observed next'].map((title) => ({
  title,
  align: 'right' as const,
}));

/** The block after this one in which the calendar of its runtime has the next epoch. */
const nextByCalendar = (netuid: NetUid, { block, specVersion, tempo, blocksSinceLastStep, stateful }: EpochMark) => {
  const counters = stateful === undefined ? {} : { ...stateful, subnetEpochIndex: stateful.epochIndex };
  return calendarOf(specVersion, netuid, tempo, { block, blocksSinceLastStep, ...counters }).nextEpoch(block + 1);
};

/** `chain epochs`: when the chain ran the epochs of a subnet. */
export const chainEpochs = command<Options>({
  about:
    'Lists the blocks in which the chain ran an epoch of a subnet, as its storage shows them, and beside each the block in which the calendar of that runtime has the next one. The calendar changed with spec 423; owners trigger epochs and busy blocks put them off: where the two differ, what was observed counts.',
  args: [],
  options: [
    netuidOption(),
    blockOption('--from <n>', 'first block').makeOptionMandatory(),
    blockOption('--to <n>', 'last block').makeOptionMandatory(),
    ...chainOptions(),
  ],
  examples: ['chain epochs --netuid 46 --from 6540000 --to 6545000'],
  exits: [...CHAIN_EXITS],
  run: (context, { netuid, from, to, ...flags }) => {
    if (from > to) throw usageError(`--from ${from} is after --to ${to}`, 'name the lower block with --from');
    return withChain(context, flags, undefined, async (chain): Promise<ExitCode> => {
      const { ran, missing } = orChainThrow(await observedEpochs(chain, netuid, from, to));
      const rows = ran.map((mark, at) => ({
        block: mark.block,
        hash: mark.hash,
        specVersion: mark.specVersion,
        tempo: mark.tempo,
        calendar: mark.stateful === undefined ? 'legacy' : 'stateful',
        next: nextByCalendar(netuid, mark),
        observedNext: ran[at + 1]?.block,
      }));
      const shown = rows.map(({ block, specVersion, tempo, calendar, next, observedNext }) =>
        [block, specVersion, tempo, calendar, next ?? '-', observedNext ?? '-'].map(String),
      );
      if (shown.length > 0) await context.print(...tableLines(COLUMNS, shown));
      if (context.flags.json) await context.printJson('chain-epochs', { netuid, from, to, epochs: rows });
      if (missing === undefined) return 0;
      const message = `epochs up to block ${missing.block ?? from} are not known: ${missing.message}`;
      await context.warn(message, `  help: ${missing.help}`);
      return chainProblem(missing).problem.exit;
    });
  },
});
