import type { Account, AuditedValidator, Finding, JudgedRow, Verdict, WeightDelta } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { detailTableLines } from '../output/detail-table.js';
import { hangingLines } from '../output/hanging.js';
import { plural } from '../output/plural.js';
import { wideTableLines } from '../output/wide-table.js';
import { shortNames } from './short-names.js';

const WIDE = 150;
const SAYS: Readonly<Record<Verdict, string>> = {
  exact: 'exact',
  within: 'within tolerance',
  differs: 'DIFFERS',
  copies: 'SUSPECTED COPIER',
  unjudged: 'cannot judge',
};

const signed = ({ expected, found }: WeightDelta): string => `${found > expected ? '+' : ''}${found - expected}`;

/** The first finding that a verdict rests on. */
const firstOf = ({ verdict, findings }: AuditedValidator): Finding | undefined =>
  verdict === 'exact' ? undefined : findings.find((finding) => finding.verdict === verdict);

const worstText = ({ findings }: AuditedValidator): string => {
  let worst: JudgedRow | undefined;
  for (const { row } of findings) if ((row?.maxDelta ?? 0) > (worst?.maxDelta ?? 0)) worst = row;
  const [delta] = worst?.deltas ?? [];
  if (worst === undefined) return '-';
  return delta === undefined ? `${worst.maxDelta}` : `uid ${delta.uid} ${signed(delta)}`;
};

const causesText = ({ findings }: AuditedValidator): string =>
  [...new Set(findings.flatMap(({ row }) => row?.cause ?? []))].sort().join(', ') || '-';

const COUNTED = ['exact', 'within', 'differs', 'copies', 'unjudged'] as const;

/** Validators as a table. */
export const auditLines = (validators: readonly AuditedValidator[], { paint, width }: Context): string[] => {
  const short = shortNames(validators.map(({ hotkey }) => hotkey));
  const columns = [
    { title: 'validator' },
    { title: 'verdict', paint: paint.strong },
    ...COUNTED.map((title) => ({ title, align: 'right' }) as const),
    { title: 'first', align: 'right' },
    { title: 'worst' },
    { title: 'cause' },
  ] as const;
  const rows = validators.map((validator) => [
    width < WIDE ? short(validator.hotkey) : validator.hotkey,
    SAYS[validator.verdict],
    ...COUNTED.map((verdict) => `${validator.counts[verdict]}`),
    `${firstOf(validator)?.epoch ?? '-'}`,
    worstText(validator),
    causesText(validator),
  ]);
  return wideTableLines(columns, rows, width, paint.dim);
};

const DELTAS_SHOWN = 4;

const whatText = (finding: Finding): string => {
  if (finding.verdict === 'unjudged') return `${finding.reason}: ${finding.why}`;
  if (finding.verdict === 'copies') return `the consensus of the chain, lag ${finding.lag}`;
  if (finding.verdict === 'differs' && finding.follows !== undefined) return `the row of epoch ${finding.follows}`;
  const { deltas = [], differing = 0 } = finding.row ?? {};
  const shown = deltas.slice(0, DELTAS_SHOWN).map((delta) => {
    const { uid, expected, found } = delta;
    return `uid ${uid}: ${expected} expected, ${found} found (${signed(delta)})`;
  });
  const rest = differing - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
};

const movedText = ({ row }: Finding, short: (name: string) => string): readonly string[] =>
  (row?.reassigned ?? []).map(
    ({ uid, from, to, block }) =>
      `uid ${uid} went from ${from === undefined ? 'nobody' : short(from)} to ${short(to)} in block ${block}, after the commit`,
  );

/** What each epoch says of one validator. */
export const validatorLines = ({ hotkey, findings }: AuditedValidator, { paint, width }: Context): string[] => {
  const moved = findings.flatMap(({ row }) => row?.reassigned ?? []);
  const short = shortNames(moved.flatMap(({ from, to }): Account[] => (from === undefined ? [to] : [from, to])));
  const columns = [
    { title: 'epoch', align: 'right' },
    { title: 'verdict', paint: paint.strong },
    { title: 'commit', align: 'right' },
    { title: 'cause' },
    { title: 'boundary', align: 'right' },
    { title: 'worst', align: 'right' },
    { title: 'what' },
  ] as const;
  const rows = findings.map((finding) => [
    `${finding.epoch}`,
    SAYS[finding.verdict],
    `${finding.row?.commitBlock ?? '-'}`,
    finding.row?.cause ?? '-',
    `${finding.row?.boundary ?? '-'}`,
    `${finding.row?.maxDelta ?? '-'}`,
    whatText(finding),
  ]);
  return [
    paint.strong(hotkey),
    ...detailTableLines(columns, rows, width, paint.dim),
    ...findings.flatMap((finding) =>
      movedText(finding, short).flatMap((text) => hangingLines(`  epoch ${finding.epoch}: `, text, width)),
    ),
  ];
};

/** What was looked at on each of the three levels; a verdict of one says nothing about the others. */
export interface AuditLevels {
  readonly arithmetic: Readonly<Record<Verdict, number>>;
  readonly inputs: { readonly seals: number; readonly authority: string; readonly signed: boolean };
  readonly reality: { readonly spotChecksRepeated: number };
}

/** The levels as text. */
export const levelLines = ({ arithmetic, inputs }: AuditLevels, { width }: Pick<Context, 'width'>): string[] => {
  const { exact, within, differs, copies, unjudged } = arithmetic;
  const follow = inputs.seals === 1 ? 'follows from its facts' : 'follow from their facts';
  const vouched = inputs.signed
    ? `${inputs.authority} signed their openings and rules`
    : 'the authority is "local": nobody signed their openings and rules';
  const compared = plural(exact + within + differs + copies, 'row');
  return [
    [
      'arithmetic  ',
      `${compared} compared with this log, ${exact + within} of them as it demands; ${unjudged} cannot be judged`,
    ],
    ['inputs      ', `${plural(inputs.seals, 'seal')} ${follow}; ${vouched}`],
    ['reality     ', 'not looked at: no spot check was repeated'],
  ].flatMap(([label = '', text = '']) => hangingLines(label, text, width));
};
