import { type Evaluated, whyNoWeights } from '@subnet-scoring/adapters/operations';
import { type EpochResult, formatFx, roundFx, standingVector } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { tableLines } from '../output/table.js';
import { rulesOf } from './epoch-json.js';
import { noticesOf } from './epoch-notices.js';
import { minerRows } from './miner-rows.js';
import { minerTable } from './miner-table.js';
import { percentOfPpm } from './percent.js';

const headline = ({ kind, result }: Evaluated, { paint }: Context): string => {
  const status = result.status === 'judged' ? paint.good('judged') : paint.bad('unjudged');
  const state = kind === 'sealed' ? 'sealed' : paint.warn('a preview: it is open, and facts may still come');
  return `${paint.strong(`epoch ${result.epoch}`)}  ${status}, ${state}`;
};

const aboutLines = (evaluated: Evaluated): string[] => {
  const { result } = evaluated;
  const { opened } = result;
  const late = evaluated.kind === 'preview' && evaluated.late.length > 0 ? `, ${evaluated.late.length} too late` : '';
  const blocks =
    opened === undefined
      ? []
      : [
          [
            'blocks',
            `${opened.startBlock}..${opened.endBlock - 1}, seed ${opened.seedBlock}, evidence ${opened.evidenceBlock}`,
          ],
        ];
  const rules = rulesOf(result).map(({ mechanism, version, ruleset, shareppm }) => [
    'rules',
    `${mechanism}@${version}, rule set ${ruleset}, ${percentOfPpm(shareppm)} of the whole`,
  ]);
  return tableLines([{ title: '' }, { title: '' }], [...blocks, ['facts', `${result.seal.count}${late}`], ...rules]);
};

const minersLines = (result: EpochResult, context: Context, top: number | undefined): string[] => {
  const rows = minerRows(result);
  const wanted = context.flags.quiet ? rows.filter(({ rank }) => rank !== undefined) : rows;
  const shown = wanted.slice(0, top);
  if (shown.length === 0) return [];
  const hidden = rows.length - shown.length;
  return ['', ...minerTable(shown, context), ...(hidden > 0 ? [`  ... and ${hidden} more`] : [])];
};

/** Who gets what nobody earned, and with which weight. */
const burnTarget = ({ next, weights }: EpochResult): string[] => {
  const hotkey = next.active[0]?.data.burnHotkey;
  const uid = hotkey === undefined ? undefined : weights?.uidOf.get(hotkey);
  if (weights === undefined || uid === undefined) return [];
  return [`  to uid ${uid}, weight ${weights.vector.values[weights.vector.uids.indexOf(uid)]}: ${hotkey}`];
};

const burnLines = (result: EpochResult, { paint }: Context): string[] => {
  const { burn, burnCauses, weights } = result;
  const causes = burnCauses.map(({ cause, share }) => [roundFx(share, 6), formatFx(share), cause]);
  const columns = [{ title: '' }, { title: '', paint: paint.dim }, { title: '' }];
  const reassigned = weights?.reassigned ?? [];
  return [
    '',
    `${paint.strong('burned')} ${formatFx(burn)}${burn === 0n ? '' : ', because'}`,
    ...tableLines(columns, causes),
    ...burnTarget(result),
    ...reassigned.map((hotkey) => `  REASSIGNED_UID ${hotkey}: its slot has another holder now`),
  ];
};

const standingLines = (result: EpochResult): string[] => {
  const { next, weights } = result;
  if (weights !== undefined) return [];
  const why = whyNoWeights(result);
  if (next.standing === undefined) return ['', `no weights: ${why}, and no earlier vector stands`];
  const { uids, values } = standingVector(next.standing);
  const entries = uids.flatMap((uid, at) => (values[at] === 0 ? [] : [`${uid}:${values[at]}`]));
  return ['', `no weights: ${why}; the vector of epoch ${next.standing.epoch} stands`, `  ${entries.join(' ')}`];
};

const hashLines = ({ seal, weights }: EpochResult, { paint }: Context): string[] => {
  const rows = [
    ['segment', seal.segment],
    ['rules', seal.rules],
    ['scores', seal.scores],
    ...(weights === undefined ? [] : [['weights', `${weights.hash}`]]),
    ['seal', seal.seal],
  ];
  return ['', paint.strong('hashes'), ...tableLines([{ title: '' }, { title: '', paint: paint.key }], rows)];
};

/** An epoch for people: what it is, who got what, what burned, the hashes. */
export const epochLines = (evaluated: Evaluated, context: Context, top?: number): string[] => {
  const { result } = evaluated;
  const missing = result.missing.map((text) => `  ${context.paint.bad(text)}`);
  const notices = noticesOf(result).map((text) => `  notice: ${text}`);
  return [
    headline(evaluated, context),
    ...aboutLines(evaluated),
    ...missing,
    ...notices,
    ...minersLines(result, context, top),
    ...(result.status === 'judged' ? burnLines(result, context) : []),
    ...standingLines(result),
    ...hashLines(result, context),
  ];
};
