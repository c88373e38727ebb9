import { nodeHost } from '@subnet-scoring/adapters/node';
import {
  type AppendOptions,
  type Imported,
  importFacts,
  type Sealed,
  sealAll,
} from '@subnet-scoring/adapters/operations';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import { sr25519Verifier } from '@subnet-scoring/adapters/signatures';
import { Option } from 'commander';
import { fail, type Problem, usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import { plural } from '../output/plural.js';
import { problemJson, problemLines } from '../output/problem-lines.js';
import { startProgress } from '../output/progress.js';
import { ruleNoticeLines } from '../view/epoch-notices.js';
import { command } from './command.js';
import { failureError } from './failures.js';
import { factDigits, sealedJson, sealedLine } from './log-seal.js';
import { withLog } from './open-log.js';
import { type LogOptions, logOption } from './options.js';
import { counted, openFile, sizeOf } from './sources.js';

// Once to check, once to take.
const READINGS = 2;

interface Options extends LogOptions {
  readonly seal?: boolean;
  readonly unjudged?: boolean;
}

/** All of the source, or an error that says that nothing was taken. */
const takeAll = async (
  log: EventLog,
  open: () => AsyncIterable<Uint8Array>,
  options: AppendOptions,
): Promise<Imported> => {
  const imported = await importFacts(log, open, options);
  if (imported._tag === 'Right') return imported.right;
  const { problem } = failureError(imported.left);
  throw fail({
    ...problem,
    message: `nothing was taken: ${plural(problem.errors?.length ?? 0, 'line')} of ${options.file} cannot be`,
  });
};

/** Seals what can be sealed and says where it stopped. */
const sealImported = async (log: EventLog, unjudged: boolean, tell: (sealed: Sealed) => Promise<void>) => {
  for await (const step of sealAll(log, { unjudged, host: nodeHost })) {
    if (step._tag === 'Left') return failureError(step.left).problem;
    await tell(step.right);
  }
  return undefined;
};

/** `log import`: an export, all of it or nothing. */
export const logImport = command<Options>({
  about:
    'Takes a file of facts as a whole: every line is checked first, and nothing is taken when one is wrong. `log append` takes the good lines instead.',
  args: [['<file>', 'NDJSON file, such as `log export` writes']],
  options: [
    new Option('--seal', 'then seal every epoch that was opened'),
    new Option('--unjudged', 'with --seal: seal epochs that cannot be judged too'),
    logOption(),
  ],
  examples: ['log import facts.ndjson --log ./copy', 'log import facts.ndjson --log ./copy --seal'],
  exits: [12, 16, 125],
  run: (context: Context, options, [path = '']) => {
    const { seal = false, unjudged = false } = options;
    if (unjudged && !seal) throw usageError('--unjudged says how to seal, and there is no --seal', 'add --seal');
    if (path === '-')
      throw usageError('an import is read twice, and stdin can be read once', 'give a file, or use log append -');
    return withLog(context, options, 'write', async (log) => {
      const sources = { host: nodeHost, verify: sr25519Verifier(), file: path };
      const progress = startProgress(context.io, !context.flags.quiet, {
        label: 'import',
        total: READINGS * sizeOf(context.io, path),
        unit: 'bytes',
      });
      let read = 0;
      const open = () =>
        counted(openFile(context.io, path).bytes, (bytes) => {
          read += bytes;
          progress.update(read);
        });
      const imported = await takeAll(log, open, sources).finally(progress.end);
      const records = imported.records > 0 ? `, ${plural(imported.records, 'record')}` : '';
      await context.print(`${plural(imported.count, 'fact')}${records} taken, ${imported.known} known already`);
      const sealed: object[] = [];
      let stopped: Problem | undefined;
      if (seal) {
        const digits = await factDigits(log);
        stopped = await sealImported(log, unjudged, async (step) => {
          sealed.push(sealedJson(step));
          await context.print(sealedLine(step, context, digits));
          await context.warn(...ruleNoticeLines(step.result));
        });
      }
      if (stopped !== undefined) await context.warn(...problemLines(stopped));
      if (context.flags.json) {
        const end = stopped === undefined ? {} : { stopped: problemJson(stopped) };
        await context.printJson('log-import', { ...imported, sealed, ...end });
      }
      return stopped?.exit ?? 0;
    });
  },
});
