import type { EventLog } from '@subnet-scoring/adapters/ports';
import type { EpochNumber } from '@subnet-scoring/core';
import { tableLines } from '../output/table.js';
import { command } from './command.js';
import { withLog } from './open-log.js';
import { type LogOptions, logOption } from './options.js';

const SEAL_DIGITS = 16;

/** How many records each epoch has that has any. */
const recordCounts = async (log: EventLog): Promise<ReadonlyMap<EpochNumber, number>> => {
  const counts = new Map<EpochNumber, number>();
  for (const epoch of await log.recordEpochs()) counts.set(epoch, (await log.records(epoch)).length);
  return counts;
};

const overview = async (log: EventLog, directory: string, counts: ReadonlyMap<EpochNumber, number>) => ({
  directory,
  header: log.header,
  position: await log.position(),
  sealed: await log.seals(),
  open: await log.openEpochs(),
  refused: (await log.refusals()).length,
  records: [...counts.values()].reduce((sum, count) => sum + count, 0),
});

/** `log show`: what a log holds. */
export const logShow = command<LogOptions>({
  about:
    'Shows what a log holds: its subnet and authority, sealed and open epochs with their facts and records, how many lines were refused.',
  args: [],
  options: [logOption()],
  examples: ['log show', 'log show --log ./subnet-log --json'],
  exits: [12, 16],
  run: (context, options) =>
    withLog(context, options, 'read', async (log, directory) => {
      const counts = await recordCounts(log);
      const shown = await overview(log, directory, counts);
      const { header, position, sealed, open, refused, records } = shown;
      const recordsOf = (epoch: EpochNumber): string => `${counts.get(epoch) ?? 0}`;
      const { paint, width } = context;
      const short = width < 100;
      await context.print(
        ...tableLines(
          [{ title: '' }, { title: '' }],
          [
            ['log', directory],
            ['netuid', `${header.netuid}`],
            ['authority', header.authority],
            ['genesis', header.genesis],
            ['facts', `${position} taken, ${refused} refused`],
            ['records', `${records}`],
          ],
        ),
        '',
        ...tableLines(
          [
            { title: 'epoch', align: 'right' },
            { title: 'facts', align: 'right' },
            { title: 'records', align: 'right' },
            { title: 'status' },
            { title: 'seal', paint: paint.key },
          ],
          [
            ...sealed.map(({ epoch, count, status, seal }) => [
              `${epoch}`,
              `${count}`,
              recordsOf(epoch),
              status,
              short ? seal.slice(0, SEAL_DIGITS) : seal,
            ]),
            ...open.map(({ epoch, lines }) => [`${epoch}`, `${lines}`, recordsOf(epoch), 'open', '']),
          ],
          paint.dim,
        ),
      );
      if (context.flags.json) await context.printJson('log-show', shown);
      return 0;
    }),
});
