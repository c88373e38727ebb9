import { nodeHost } from '@subnet-scoring/adapters/node';
import { type AuditReport, auditLog } from '@subnet-scoring/adapters/operations';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import type { Account, EpochNumber, PlanProfile, Verdict } from '@subnet-scoring/core';
import { Option } from 'commander';
import { fail, usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import { type ExitCode, worstExit } from '../exit.js';
import { startProgress } from '../output/progress.js';
import { type AuditLevels, auditLines, levelLines, validatorLines } from '../view/audit-text.js';
import { command } from './command.js';
import { type EpochRange, epochsIn } from './epochs.js';
import { orThrow } from './failures.js';
import { withLog } from './open-log.js';
import { accountsOption, countOption, epochsOption, type LogOptions, logOption, mechanismOption } from './options.js';

interface Options extends LogOptions {
  readonly epochs?: EpochRange;
  readonly validator?: readonly Account[];
  readonly all?: boolean;
  readonly toleranceU16?: number;
  readonly quantiser: PlanProfile;
  readonly mechanism?: number;
}

const U16_MAX = 65_535;

const cannotJudge = (message: string, help: string): Error => fail({ exit: 125, code: 'CANNOT_JUDGE', message, help });

const totals = ({ validators }: AuditReport): Record<Verdict, number> => {
  const all = { exact: 0, within: 0, differs: 0, copies: 0, unjudged: 0 };
  for (const { counts } of validators)
    for (const verdict of Object.keys(all) as Verdict[]) all[verdict] += counts[verdict];
  return all;
};

const levelsOf = ({ header }: EventLog, report: AuditReport): AuditLevels => ({
  arithmetic: totals(report),
  inputs: { seals: report.replayed, authority: header.authority, signed: header.authority !== 'local' },
  reality: { spotChecksRepeated: 0 },
});

const exitOf = ({ differs, copies, unjudged }: Record<Verdict, number>): ExitCode =>
  worstExit([...(differs + copies > 0 ? ([1] as const) : []), ...(unjudged > 0 ? ([125] as const) : [])]);

const show = async (context: Context, log: EventLog, report: AuditReport, detailed: boolean): Promise<ExitCode> => {
  const levels = levelsOf(log, report);
  const { validators } = report;
  await context.print(...auditLines(validators, context));
  if (detailed) await context.print(...validators.flatMap((validator) => ['', ...validatorLines(validator, context)]));
  await context.print('', ...levelLines(levels, context));
  const exit = exitOf(levels.arithmetic);
  const WHY: Partial<Record<ExitCode, string>> = { 1: 'somebody differs or copies', 125: 'something cannot be judged' };
  if (exit !== 0) await context.warn(`exit ${exit}: ${WHY[exit] ?? ''}`);
  return exit;
};

const run = async (context: Context, options: Options, log: EventLog): Promise<ExitCode> => {
  const { validator: named, toleranceU16 = 0, quantiser, mechanism: mecid = 0 } = options;
  const seals = await log.seals();
  const there = seals.map(({ epoch }) => epoch);
  if (there.length === 0)
    throw cannotJudge(
      'the log has no sealed epochs, and an audit is over sealed ones',
      'seal some: subnet-cli log seal --all',
    );
  if ((await log.recordEpochs()).length === 0)
    throw cannotJudge('the log has no records of the chain', 'pull them from a node, or import them: docs/auditing.md');
  const epochs: readonly EpochNumber[] = epochsIn(
    options.epochs ?? { first: undefined, last: undefined },
    there,
    'sealed epochs',
  );
  const total = seals.filter(({ epoch }) => epoch <= (epochs.at(-1) ?? 0)).reduce((sum, { count }) => sum + count, 0);
  const progress = startProgress(context.io, !context.flags.quiet, { label: 'audit', total, unit: 'facts' });
  let done = 0;
  const audited = await auditLog(log, {
    host: nodeHost,
    quantiser,
    toleranceU16,
    mecid,
    chosen: new Set(epochs),
    validators: named === undefined ? undefined : new Set(named),
    onEpoch: (facts) => {
      done += facts;
      progress.update(done);
    },
  }).finally(progress.end);
  const report = orThrow(audited);
  const { validators, records } = report;
  const absent = (named ?? []).filter((hotkey) => !validators.some((found) => found.hotkey === hotkey));
  if (validators.length === 0 || absent.length > 0)
    throw cannotJudge(
      `the records say nothing of ${absent.length > 0 ? absent.join(', ') : 'any validator'} in these epochs`,
      'name other epochs, or pull them: docs/auditing.md',
    );
  const exit = await show(context, log, report, named !== undefined);
  const body = { epochs, mecid, quantiser, toleranceU16, levels: levelsOf(log, report), records, validators };
  if (context.flags.json) await context.printJson('audit', body);
  return exit;
};

/** `audit`: what validators set, against what follows from the log. */
export const audit = command<Options>({
  about:
    'Replays the log and compares the weights that follow with those that validators had on the chain, u16 by u16, from the records of the log. Every row is judged for the epoch in which its validator committed to it. No network is used. What a verdict proves stands in docs/auditing.md.',
  args: [],
  options: [
    epochsOption('only these sealed epochs, both ends included'),
    accountsOption('--validator <hotkey>', 'only this validator, epoch by epoch; may be given again'),
    new Option('--all', 'every validator with a row or a commit: the default'),
    countOption('--tolerance-u16 <n>', 'weights may differ by this much, of 65535 (default 0)', U16_MAX),
    new Option('--quantiser <name>', 'how shares become u16').choices(['exact-v1', 'sdk-v1']).default('exact-v1'),
    mechanismOption(),
    logOption(),
  ],
  examples: [
    'audit --log ./subnet-log',
    'audit --epochs 10..20 --tolerance-u16 1',
    'audit --validator 5C7LYpP2ZH3tpKbvVvwiVe54AapxErdPBbvkYhe6y9ZBkqWt',
  ],
  exits: [1, 12, 16, 125],
  run: (context, options) => {
    if (options.all === true && options.validator !== undefined)
      throw usageError('--all and --validator exclude each other', 'leave one out');
    return withLog(context, options, 'read', (log) => run(context, options, log));
  },
});
