import { checkLogAt } from '@subnet-scoring/adapters/directory';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { verifyLog } from '@subnet-scoring/adapters/operations';
import { dataError } from '../cli-error.js';
import type { Context } from '../context.js';
import { type ExitCode, worstExit } from '../exit.js';
import { dataErrorJson } from '../output/data-errors.js';
import { startProgress } from '../output/progress.js';
import { codeCounts } from '../view/refusal-counts.js';
import { type Report, reportLines } from '../view/verify-text.js';
import { command } from './command.js';
import { assertLog, logDirectory, openAt } from './open-log.js';
import { hashPrefixOption, type LogOptions, logOption } from './options.js';
import { responsive } from './responsive.js';
import { isAddress } from './store-log.js';

interface Options extends LogOptions {
  readonly anchor?: string;
}

/** A log whose header cannot be read is checked all the same, file by file. */
const checkOnly = async (directory: string): Promise<Report> => {
  const check = await checkLogAt(directory);
  const { findings } = check;
  return {
    findings,
    claims: [],
    check,
    epochs: 0,
    facts: 0,
    unjudged: [],
    anchored: undefined,
    verdict: 'broken',
    refusals: {},
    lastEpoch: undefined,
  };
};

const verifyAt = async (context: Context, directory: string, anchor: string | undefined): Promise<Report> => {
  const opened = await openAt(directory, true);
  if (opened._tag === 'Left') {
    if (isAddress(directory)) throw dataError(opened.left);
    return checkOnly(directory);
  }
  const log = responsive(opened.right);
  try {
    const progress = startProgress(context.io, !context.flags.quiet, { label: 'verify', unit: 'bytes' });
    let done = 0;
    const verified = await verifyLog(log, {
      host: nodeHost,
      ...(anchor === undefined ? {} : { anchor }),
      onBytes: (bytes) => {
        done += bytes;
        progress.update(done);
      },
    });
    await progress.end();
    const lastEpoch = (await log.seals()).at(-1)?.epoch;
    return { ...verified, lastEpoch, refusals: codeCounts(await log.refusals()) };
  } finally {
    await log.close();
  }
};

/** `log verify`: everything that can be checked without asking anybody. */
export const logVerify = command<Options>({
  about:
    'Checks every file of a log to the bit, replays it, and compares every seal. It changes nothing. Findings name file, line, what was expected and what was found; notices say what the next writer will mend.',
  args: [],
  options: [
    hashPrefixOption('--anchor <hash>', 'a seal that was published elsewhere, or its first 12 or more digits'),
    logOption(),
  ],
  examples: ['log verify', 'log verify --log ./subnet-log --anchor 0123456789abcdef'],
  exits: [1, 12, 16],
  run: async (context, options) => {
    const directory = logDirectory(context.io, options);
    assertLog(directory);
    const verified = await verifyAt(context, directory, options.anchor);
    await context.print(...reportLines(verified, context));
    if (context.flags.json) {
      const { verdict, findings, claims, check, epochs, facts, unjudged, refusals } = verified;
      const { missing, notices, refused } = check;
      const anchored = verified.anchored === undefined ? {} : { anchored: verified.anchored };
      const body = { verdict, ...anchored, epochs, facts, unjudged, missing, refused, refusals, notices, claims };
      await context.printJson('log-verify', { ...body, findings: findings.map(dataErrorJson) });
    }
    const codes: ExitCode[] = [
      ...(verified.findings.length > 0 ? ([12] as const) : []),
      ...(verified.claims.length > 0 || verified.verdict === 'unanchored' ? ([1] as const) : []),
    ];
    return worstExit(codes);
  },
});
