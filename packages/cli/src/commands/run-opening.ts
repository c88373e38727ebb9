import { nodeHost } from '@subnet-scoring/adapters/node';
import type { RunOptions } from '@subnet-scoring/adapters/round';
import { assignZipcodes, encodeEvent, openedBy } from '@subnet-scoring/core';
import { usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import { readAssignmentParams, readZipcodes } from './assign-files.js';
import { readOpened } from './assign-log.js';
import { type CalendarFlags, epochBlocks } from './run-calendar.js';

/** What the zipcodes of an epoch are drawn from. */
export interface OpeningFlags extends CalendarFlags {
  readonly zipcodes: string;
  readonly params?: string;
}

/** The line that opens an epoch, drawn by the hash of its startBlock as `assign` draws it; the table is read anew for each. */
export const openingLinesOf = (
  { io }: Context,
  options: OpeningFlags,
): { readonly openingLines: RunOptions['openingLines'] } => {
  const read = () => ({
    candidates: readZipcodes(io, options.zipcodes),
    params: readAssignmentParams(io, options.params),
  });
  read(); // what is wrong with it is said before anything is opened
  return {
    openingLines: async (epoch, seed, log) => {
      const { candidates, params } = read();
      const { netuid, authority } = log.header;
      const { past } = await readOpened(log, epoch, params.cooldownEpochs);
      const draw = { seed, netuid, epoch };
      const assignment = assignZipcodes(nodeHost.sha256, params, { ...draw, candidates, past });
      if (assignment.kind === 'short') {
        throw usageError(`the table has too few zipcodes for epoch ${epoch}`, 'see: subnet-cli assign --help');
      }
      const blocks = { ...epochBlocks(options, epoch), authority };
      return [encodeEvent(openedBy(nodeHost.sha256, draw, blocks, assignment.zipcodes))];
    },
  };
};
