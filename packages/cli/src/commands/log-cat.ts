import { nodeHost } from '@subnet-scoring/adapters/node';
import { exportFacts, factsAt, readOpenEpoch } from '@subnet-scoring/adapters/operations';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import type { EpochNumber } from '@subnet-scoring/core';
import { usageError } from '../cli-error.js';
import { command } from './command.js';
import { epochsIn, parseEpoch } from './epochs.js';
import { factWriter } from './fact-writer.js';
import { orThrow } from './failures.js';
import { epochsOf, withLog } from './open-log.js';
import { type LogOptions, logOption } from './options.js';

interface Wanted {
  readonly epoch: EpochNumber;
  readonly line: number | undefined;
}

const parseWanted = (text: string): Wanted => {
  const [, first = '', second] = /^(\d+)(?::([1-9]\d{0,14}))?$/.exec(text) ?? [];
  const epoch = parseEpoch(first);
  if (epoch === undefined)
    throw usageError(`expected EPOCH or EPOCH:LINE, got ${text}`, 'such as: subnet-cli log cat 3:17');
  return { epoch, line: second === undefined ? undefined : Number(second) };
};

const oneLine = async (log: EventLog, epoch: EpochNumber, line: number): Promise<string> => {
  const isSealed = (await log.seals()).some((seal) => seal.epoch === epoch);
  const text = isSealed
    ? (await factsAt(log, epoch, new Set([line]), nodeHost)).get(line)
    : orThrow(await readOpenEpoch(log, epoch, nodeHost)).facts[line - 1]?.line;
  if (text === undefined) throw usageError(`epoch ${epoch} has no line ${line}`, `see: subnet-cli log cat ${epoch}`);
  return text;
};

/** `log cat`: the facts of an epoch as they are. */
export const logCat = command<LogOptions>({
  about:
    'Prints the facts of an epoch in canonical order, one line each, or the one fact that `explain` names. Signatures stand beside a segment; `log export` puts them back.',
  args: [['<epoch[:line]>', 'an epoch, or one line of it, from 1']],
  options: [logOption()],
  examples: ['log cat 3', 'log cat 3:17', 'log cat 3 | jq -c .type | sort | uniq -c'],
  exits: [12, 16],
  run: (context, options, [text = '']) =>
    withLog(context, options, 'read', async (log) => {
      const { epoch, line } = parseWanted(text);
      epochsIn({ first: epoch, last: epoch }, await epochsOf(log), 'epochs in the log');
      const writer = factWriter(context, 'log-cat', { epoch, ...(line === undefined ? {} : { line }) });
      if (line !== undefined) await writer.write([await oneLine(log, epoch, line)]);
      else {
        for await (const lines of exportFacts(log, [epoch], nodeHost)) {
          await writer.write(orThrow(lines));
          if (context.io.stdout.isClosed()) break;
        }
      }
      await writer.end();
      return 0;
    }),
});
