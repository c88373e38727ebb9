import { checkLogAt } from '@subnet-scoring/adapters/directory';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { type Verified, verifyLog } from '@subnet-scoring/adapters/operations';
import { dataError } from '../cli-error.js';
import type { Context } from '../context.js';
import { type ExitCode, worstExit } from '../exit.js';
import { dataErrorJson, dataErrorLines } from '../output/data-errors.js';
import { plural } from '../output/plural.js';
import { startProgress } from '../output/progress.js';
import { claimLines } from '../view/claim-text.js';
import { codeCounts } from '../view/refusal-counts.js';
import { command } from './command.js';
import { assertLog, logDirectory, openAt } from './open-log.js';
import { hashPrefixOption, type LogOptions, logOption } from './options.js';
import { responsive } from './responsive.js';
import { isAddress } from './store-log.js';

interface Options extends LogOptions {
  readonly anchor?: string;
}

type Report = Verified & {
  readonly refusals: Readonly<Record<string, number>>;
  readonly lastEpoch: number | undefined;
};

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

const verdictLine = ({ verdict, anchored, epochs, lastEpoch }: Report): string => {
  if (verdict === 'broken') return 'broken';
  if (verdict === 'consistent') return 'consistent: it agrees with itself; --anchor would show that it is unaltered';
  if (verdict === 'unanchored')
    return 'unanchored: it agrees with itself, but no seal of it is the anchor: another history, or an older one';
  if (anchored === lastEpoch || epochs === 0) return 'unaltered: it agrees with itself and holds the anchor';
  return `unaltered up to epoch ${anchored}, whose seal is the anchor; what is behind it agrees with itself`;
};

const reportLines = (report: Report, { paint }: Context): string[] => {
  const { findings, check, epochs, facts, unjudged, verdict, refusals } = report;
  const refused = Object.entries(refusals).map(([code, count]) => `${code} ${count}`);
  const paintVerdict = verdict === 'broken' || verdict === 'unanchored' ? paint.bad : paint.good;
  return [
    ...check.notices.map((notice) => `notice: ${notice}`),
    ...findings.flatMap(dataErrorLines),
    ...(check.missing > 0 ? [`acknowledged and missing: ${plural(check.missing, 'fact')}`] : []),
    ...(findings.length > 0
      ? []
      : [`${plural(epochs, 'sealed epoch')}, ${plural(facts, 'fact')}; every seal follows from them`]),
    ...claimLines(report.claims),
    ...(unjudged.length > 0 ? [`unjudged epochs: ${unjudged.join(', ')}`] : []),
    `refused: ${plural(check.refused, 'line')}${refused.length > 0 ? ` (${refused.join(', ')})` : ''}`,
    paintVerdict(verdictLine(report)),
  ];
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
