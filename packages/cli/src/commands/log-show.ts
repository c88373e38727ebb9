import type { EventLog } from '@subnet-scoring/adapters/ports';
import { tableLines } from '../output/table.js';
import { command } from './command.js';
import { withLog } from './open-log.js';
import { type LogOptions, logOption } from './options.js';

const SEAL_DIGITS = 16;

const overview = async (log: EventLog, directory: string) => ({
  directory,
  header: log.header,
  position: await log.position(),
  sealed: await log.seals(),
  open: await log.openEpochs(),
  refused: (await log.refusals()).length,
});

/** `log show`: what a log holds. */
export const logShow = command<LogOptions>({
  about: 'Shows what a log holds: its subnet and authority, sealed and open epochs, how many lines were refused.',
  args: [],
  options: [logOption()],
  examples: ['log show', 'log show --log ./subnet-log --json'],
  exits: [12, 16],
  run: (context, options) =>
    withLog(context, options, 'read', async (log, directory) => {
      const shown = await overview(log, directory);
      const { header, position, sealed, open, refused } = shown;
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
          ],
        ),
        '',
        ...tableLines(
          [
            { title: 'epoch', align: 'right' },
            { title: 'facts', align: 'right' },
            { title: 'status' },
            { title: 'seal', paint: paint.key },
          ],
          [
            ...sealed.map(({ epoch, count, status, seal }) => [
              `${epoch}`,
              `${count}`,
              status,
              short ? seal.slice(0, SEAL_DIGITS) : seal,
            ]),
            ...open.map(({ epoch, lines }) => [`${epoch}`, `${lines}`, 'open', '']),
          ],
          paint.dim,
        ),
      );
      if (context.flags.json) await context.printJson('log-show', shown);
      return 0;
    }),
});
