import { nodeHost } from '@subnet-scoring/adapters/node';
import { exportFacts, exportRecords } from '@subnet-scoring/adapters/operations';
import { usageError } from '../cli-error.js';
import { plural } from '../output/plural.js';
import { startProgress } from '../output/progress.js';
import { command } from './command.js';
import { type EpochRange, epochsIn } from './epochs.js';
import { orThrow } from './failures.js';
import { newFile } from './new-file.js';
import { assertSound, epochsWithRecords, shownPath, withLog } from './open-log.js';
import { epochsOption, type LogOptions, logOption, outputOption } from './options.js';

interface Options extends LogOptions {
  readonly epochs?: EpochRange;
  readonly output?: string;
}

/** `log export`: facts that may be appended or imported elsewhere. */
export const logExport = command<Options>({
  about:
    'Writes facts as lines that another log can take: sealed epochs in canonical order, signatures back in their place, then open ones, then the records of these epochs. Importing them into an empty log with the same header and sealing gives equal seals.',
  args: [],
  options: [
    epochsOption('only these epochs, both ends included'),
    outputOption('write to a file, which appears only when it is complete'),
    logOption(),
  ],
  examples: ['log export -o facts.ndjson', 'log export --epochs 3..5 | zstd > facts.ndjson.zst'],
  exits: [12, 16],
  run: (context, options) => {
    const { output } = options;
    if (context.flags.json && output === undefined) {
      throw usageError('--json describes an export, and the facts need a file of their own', 'give -o FILE');
    }
    return withLog(context, options, 'read', async (log) => {
      const all = await epochsWithRecords(log);
      const epochs = epochsIn(options.epochs ?? { first: undefined, last: undefined }, all, 'epochs in the log');
      if ((await log.openEpochs()).some(({ epoch }) => epochs.includes(epoch))) await assertSound(log);
      const { stdout } = context.io;
      const file = output === undefined ? undefined : newFile(context.io, output);
      const write = file?.write ?? stdout.write;
      const seals = (await log.seals()).filter(({ epoch }) => epochs.includes(epoch));
      const progress = startProgress(context.io, file !== undefined && !context.flags.quiet, {
        label: 'export',
        total: seals.reduce((sum, { count }) => sum + count, 0),
        unit: 'facts',
      });
      let facts = 0;
      let records = 0;
      try {
        for await (const piece of exportFacts(log, epochs, nodeHost)) {
          const lines = orThrow(piece);
          facts += lines.length;
          progress.update(facts);
          await write(lines.map((line) => `${line}\n`).join(''));
          if (file === undefined && stdout.isClosed()) break;
        }
        for await (const lines of exportRecords(log, epochs)) {
          records += lines.length;
          await write(lines.map((line) => `${line}\n`).join(''));
        }
        await file?.keep();
      } catch (error) {
        await file?.drop();
        throw error;
      } finally {
        await progress.end();
      }
      if (file !== undefined)
        await context.note(
          `${plural(facts, 'fact')}${records > 0 ? ` and ${plural(records, 'record')}` : ''} of ${plural(epochs.length, 'epoch')} written to ${shownPath(context.io, file.path)}`,
        );
      if (context.flags.json) await context.printJson('log-export', { file: file?.path, epochs, facts, records });
      return 0;
    });
  },
});
