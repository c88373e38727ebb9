import { nodeHost } from '@subnet-scoring/adapters/node';
import { appendFacts } from '@subnet-scoring/adapters/operations';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import type { DataError } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { dataErrorJson, dataErrorLines } from '../output/data-errors.js';
import { plural } from '../output/plural.js';
import { command } from './command.js';
import { withLog } from './open-log.js';
import { type LogOptions, logOption } from './options.js';
import { openSource } from './sources.js';

const SHOWN_MAX = 20;
const KEPT_MAX = 1000;

/** Reports refused lines as they come, the first ones in full. */
const refusalReport = (context: Context) => {
  const kept: DataError[] = [];
  const counts = new Map<string, number>();
  let total = 0;
  return {
    kept,
    total: () => total,
    add: async (errors: readonly DataError[]): Promise<void> => {
      const lines = errors.slice(0, Math.max(0, SHOWN_MAX - total)).flatMap(dataErrorLines);
      for (const error of errors) {
        counts.set(error.code, (counts.get(error.code) ?? 0) + 1);
        if (kept.length < KEPT_MAX) kept.push(dataErrorJson(error));
      }
      total += errors.length;
      if (lines.length > 0) await context.warn(...lines);
    },
    end: async (): Promise<void> => {
      if (total === 0) return;
      const each = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, count]) => `${code} ${count}`);
      const rest = total > SHOWN_MAX ? `, ${total - SHOWN_MAX} of them not shown` : '';
      await context.warn(
        `${plural(total, 'line')} refused${rest} (${each.join(', ')}); the log keeps them in refused.ndjson`,
      );
    },
  };
};

/** `log append`: facts and records from a file or stdin. */
export const logAppend = command<LogOptions>({
  about:
    'Adds facts and records, one line of canonical JSON each. Prints {"count","position"} for each batch as soon as it is on the disk. A bad line is reported and kept with its reason, of what looks like a key its length and hash alone; it never stops the good ones. A fact that is there already changes nothing.',
  args: [['<file>', 'NDJSON file, or - for stdin']],
  options: [logOption()],
  examples: ['log append facts.ndjson --log ./subnet-log', 'log append - --log ./subnet-log < facts.ndjson'],
  exits: [12, 16],
  run: (context, options, [path = '-']) =>
    withLog(context, options, 'write', async (log) => {
      const { name, bytes } = openSource(context.io, path);
      const refusals = refusalReport(context);
      let count = 0;
      let records = 0;
      let known = 0;
      const verify = sr25519Verifier();
      for await (const step of appendFacts(log, bytes, { host: nodeHost, verify, file: name })) {
        records += step.records;
        known += step.known;
        count += step.appended?.count ?? 0;
        if (step.appended !== undefined) {
          await context.print(`{"count":${step.appended.count},"position":${step.appended.position}}`);
        }
        await refusals.add(step.refused);
      }
      await refusals.end();
      if (records > 0) await context.note(`${plural(records, 'record')} kept`);
      if (known > 0) await context.note(`${plural(known, 'line')} known already: the log holds them`);
      if (context.flags.json) {
        const position = await log.position();
        const refused = refusals.total();
        await context.printJson('log-append', { position, count, records, known, refused, errors: refusals.kept });
      }
      return refusals.total() > 0 ? 12 : 0;
    }),
});
