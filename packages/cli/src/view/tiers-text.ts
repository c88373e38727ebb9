import {
  type EpochNumber,
  type EpochResult,
  formatFx,
  fxFromPpm,
  type MechanismResult,
  reasonOfMove,
  roundFx,
  type TierCheck,
  type TierReason,
} from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { detailTableLines } from '../output/detail-table.js';
import { plural } from '../output/plural.js';
import { visible } from '../output/visible.js';
import { present } from './epoch-json.js';
import { type ActiveMechanism, rulesJson, rulesTitle } from './rules-title.js';
import { shortNames } from './short-names.js';

type Move = MechanismResult['tierMoves'][number] & { readonly reason: TierReason };

/** Who moved under one mechanism that has tiers. */
export interface TierMoves {
  readonly active: ActiveMechanism;
  readonly miners: number;
  readonly moves: readonly Move[];
}

const PLACES = 6;
const WIDE = 150;

/** Moves of an epoch by mechanism; those without tiers are left out. */
export const tierMovesOf = ({ mechanisms, next }: EpochResult): TierMoves[] =>
  next.active.flatMap((active) => {
    const rules = active.mechanism.tiers?.(active.params);
    const result = mechanisms.find(({ name }) => name === active.mechanism.name);
    if (rules === undefined || result === undefined) return [];
    const moves = result.tierMoves.map((move) => ({ ...move, reason: reasonOfMove(rules, move) }));
    return [{ active, miners: result.tiers.size, moves }];
  });

const ppmText = (ppm: number): string => formatFx(fxFromPpm(ppm));

/** What was reached or missed of a tier. */
const demandText = ({ minWilsonppm, minSuccesses, meetsWilson, meetsSuccesses }: TierCheck, met: boolean): string[] => [
  ...(meetsWilson === met ? [`Wilson ${met ? '>=' : '<'} ${ppmText(minWilsonppm)}`] : []),
  ...(meetsSuccesses === met ? [`successes ${met ? '>=' : '<'} ${minSuccesses}`] : []),
];

/** Who drops missed something of the tier it held; who rises reached all of the one it got. */
const whyText = ({ wilson, from, to }: TierReason): string => {
  if (wilson === undefined) return 'nothing was tried';
  const missed = from === undefined ? [] : demandText(from, false);
  const texts = missed.length > 0 || to === undefined ? missed : demandText(to, true);
  return texts.join(', ');
};

/** Moves of one mechanism as a table; the reason stands below a row where it does not fit beside it. */
export const tierMovesLines = (
  epoch: EpochNumber,
  { active, miners, moves }: TierMoves,
  context: Context,
): string[] => {
  const { paint, width } = context;
  const title = `${paint.strong(`epoch ${epoch}`)}, ${rulesTitle(active)}: ${moves.length} of ${plural(miners, 'miner')} moved`;
  if (moves.length === 0) return [title];
  const short = shortNames(moves.map(({ hotkey }) => hotkey));
  const columns = [
    { title: 'hotkey', paint: paint.strong },
    { title: 'from' },
    { title: 'to' },
    { title: 'passed', align: 'right' },
    { title: 'of', align: 'right' },
    { title: 'Wilson', align: 'right' },
    { title: 'successes', align: 'right' },
    { title: 'why', paint: paint.dim },
  ] as const;
  const rows = moves.map(({ hotkey, from, to, s, n, lifetime, reason }) => [
    width < WIDE ? short(hotkey) : hotkey,
    visible(from),
    visible(to),
    `${s}`,
    `${n}`,
    reason.wilson === undefined ? '-' : roundFx(reason.wilson, PLACES),
    `${lifetime}`,
    whyText(reason),
  ]);
  return [title, ...detailTableLines(columns, rows, width, paint.dim)];
};

/** The same for --json, exact. */
export const tierMovesJson = ({ active, miners, moves }: TierMoves): object => ({
  ...rulesJson(active),
  miners,
  moves: moves.map(({ hotkey, registeredAt, from, to, s, n, lifetime, reason }) =>
    present({
      hotkey,
      registeredAt,
      from: present({ name: from, ...reason.from }),
      to: present({ name: to, ...reason.to }),
      successes: s,
      attempts: n,
      lifetimeSuccesses: lifetime,
      wilson: reason.wilson === undefined ? undefined : formatFx(reason.wilson),
    }),
  ),
});
