import type { Planned } from '@subnet-scoring/adapters/weights';
import {
  fxFromRaw,
  nextAllowedBlock,
  type PlanRow,
  planRounding,
  planVector,
  roundFx,
  type WeightPlan,
} from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { plural } from '../output/plural.js';
import { tableLines } from '../output/table.js';

const SHARE_DECIMALS = 6;
const RIGHT = 'right' as const;

const columns = [
  { title: 'uid', align: RIGHT },
  { title: 'hotkey' },
  { title: 'share', align: RIGHT },
  { title: 'u16', align: RIGHT },
  { title: '' },
];

const MODES: Readonly<Record<WeightPlan['mode'], string>> = {
  set: 'in the open, by set_weights',
  'commit-reveal': 'by commit-reveal: a commit now, a reveal in its window',
  timelocked: 'by timelocked commit, which the official tools make',
};

const noteOf =
  ({ burnUid }: WeightPlan, floored: readonly PlanRow[], lost: readonly PlanRow[]) =>
  (row: PlanRow) => {
    if (row.uid === burnUid) return 'burn';
    if (floored.includes(row)) return 'raised to 1';
    return lost.includes(row) ? 'lost to rounding' : '';
  };

/** What the subnet asks of a sender, and what it has; what is in the way is told beside it. */
const askedText = ({ plan, subnet }: Planned): string => {
  const { minAllowedWeights = 0, weightsSetRateLimit = 0 } = subnet.hyperparameters;
  const sender = subnet.neurons.find(({ hotkey }) => hotkey === plan.hotkey);
  const next = sender === undefined ? 0 : nextAllowedBlock(subnet, sender);
  const when = next <= subnet.block + 1 ? 'now' : `from block ${next} on`;
  const permit = sender?.validatorPermit === true ? 'yes' : 'no';
  const limit = `rate limit ${plural(weightsSetRateLimit, 'block')}: ${when}`;
  return `  permit ${permit}; ${planVector(plan).uids.length} of at least ${minAllowedWeights} weights; ${limit}`;
};

/** Greatest first; equal ones by uid. */
const byValue = (a: PlanRow, b: PlanRow): number => b.value - a.value || a.uid - b.uid;

/** A plan for people. */
export const weightPlanLines = (
  planned: Planned,
  { paint }: Pick<Context, 'paint'>,
  top = Number.POSITIVE_INFINITY,
): string[] => {
  const { plan, subnet, unchanged } = planned;
  const { floored, lost } = planRounding(plan.rows);
  const shown = plan.rows.filter(({ share }) => share !== '0').sort(byValue);
  const note = noteOf(plan, floored, lost);
  const sender = subnet.neurons.find(({ hotkey }) => hotkey === plan.hotkey);
  const last = sender === undefined || sender.lastUpdate === 0 ? 'never' : `in block ${sender.lastUpdate}`;
  const rows = shown
    .slice(0, top)
    .map((row) => [
      `${row.uid}`,
      row.hotkey,
      roundFx(fxFromRaw(BigInt(row.share)), SHARE_DECIMALS),
      `${row.value}`,
      note(row),
    ]);
  return [
    `weights of epoch ${plan.epoch} for netuid ${plan.netuid}, mechanism ${plan.mecid}, at block ${plan.at.block} (spec ${plan.at.specVersion})`,
    ...tableLines(columns, rows, paint.dim),
    ...(shown.length > rows.length ? [`  ... and ${plural(shown.length - rows.length, 'smaller one')}`] : []),
    `  ${plural(planVector(plan).uids.length, 'entry').replace('entrys', 'entries')} by ${plan.profile}; ${floored.length} raised to 1, ${lost.length} lost to rounding${shown.some(({ uid }) => uid === plan.burnUid) ? '' : '; nothing burns'}`,
    ...(plan.gone.length === 0
      ? []
      : [`  burns, because their registration is gone since block ${plan.evidenceBlock}: ${plan.gone.join(', ')}`]),
    ...(plan.profile === 'exact-v1'
      ? [`  ${unchanged ? 'the same values as' : 'differs from'} the vector of the epoch, ${plan.weights.slice(0, 12)}`]
      : []),
    `  sent by ${plan.hotkey}${sender === undefined ? '' : `, uid ${sender.uid}`}; last update ${last}`,
    `  sent ${MODES[plan.mode]}; version key ${plan.versionKey}`,
    askedText(planned),
    `plan ${paint.key(plan.plan)}`,
    `  good until block ${plan.validUntil}`,
  ];
};
