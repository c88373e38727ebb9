import type { IngestedChain, IngestedMiner } from '@subnet-scoring/adapters/round';
import type { Account, EpochNumber } from '@subnet-scoring/core';
import type { Context } from '../context.js';
import { detailTableLines } from '../output/detail-table.js';
import { plural } from '../output/plural.js';
import { clip, visible } from '../output/visible.js';
import { shortNames } from './short-names.js';

const DETAIL_MAX = 200;
const shown = (text: string): string => visible(clip(text, DETAIL_MAX));

/** One line of what a pull gave. */
export const pulledLine = ({ from, to, lines }: IngestedChain): string =>
  `chain   blocks ${from}..${to}, ${plural(lines, 'new line')}`;

/** One line of a miner's folder. */
export const minerLine = ({ uid, hotkey, facts, refused, failed }: IngestedMiner): string => {
  const rest = [
    ...(refused.length > 0 ? [`${refused.length} refused`] : []),
    ...(failed.length > 0 ? [`${failed.length} not looked at`] : []),
  ];
  return `bucket  ${hotkey} (uid ${uid}), ${[plural(facts, 'new fact'), ...rest].join(', ')}`;
};

/** Reasons of refusals with how often each was, by reason. */
const reasonCounts = ({ refused }: IngestedMiner): readonly (readonly [string, number])[] => {
  const counts = new Map<string, number>();
  for (const { reason } of refused) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
};

const hasAnything = ({ manifests, files, refused, failed }: IngestedMiner): boolean =>
  manifests + files + refused.length + failed.length > 0;

/** Miners with something in the bucket as a table; -v says where each refused file lies and what is wrong with it. */
export const ingestLines = (
  epoch: EpochNumber,
  miners: readonly IngestedMiner[],
  { paint, width, flags }: Context,
): string[] => {
  const active = miners.filter(hasAnything);
  const title = `${paint.strong(`epoch ${epoch}`)}  ${plural(miners.length, 'hotkey')} registered, ${active.length} with something in the bucket`;
  if (active.length === 0) return [title];
  const short = shortNames(active.map(({ hotkey }) => hotkey));
  const columns = [
    { title: 'uid', align: 'right' },
    { title: 'hotkey', paint: paint.strong },
    { title: 'manifests', align: 'right' },
    { title: 'files', align: 'right' },
    { title: 'measured', align: 'right' },
    { title: 'rows', align: 'right' },
    { title: 'new facts', align: 'right' },
    { title: 'refused' },
  ] as const;
  const rows = active.map((miner) => [
    `${miner.uid}`,
    short(miner.hotkey),
    `${miner.manifests}`,
    `${miner.files}`,
    `${miner.measured}`,
    `${miner.rows}`,
    `${miner.facts}`,
    reasonCounts(miner)
      .map(([reason, count]) => (count === 1 ? reason : `${reason} x${count}`))
      .join(', '),
  ]);
  const details = active.flatMap(({ refused }) =>
    refused.map(({ version, reason, detail }) => `  ${reason}  ${shown(version.key)}: ${shown(detail)}`),
  );
  return [title, ...detailTableLines(columns, rows, width, paint.dim), ...(flags.verbose ? details : [])];
};

/** What could not be looked at, the first of each miner. */
export const failedLines = (miners: readonly IngestedMiner[]): string[] =>
  miners.flatMap(({ hotkey, failed }) => {
    const [first] = failed;
    if (first === undefined) return [];
    return [`${hotkey}: ${failed.length} not looked at, such as ${shown(first.key)}: ${shown(first.failure.message)}`];
  });

/** What an ingest came to, for --json. */
export const ingestJson = ({
  epoch,
  by,
  pulled,
  miners,
}: {
  readonly epoch: EpochNumber;
  readonly by: Account | undefined;
  readonly pulled: IngestedChain | undefined;
  readonly miners: readonly IngestedMiner[];
}): object => ({
  epoch,
  ...(by === undefined ? {} : { by }),
  ...(pulled === undefined
    ? {}
    : { chain: { from: pulled.from, to: pulled.to, lines: pulled.lines, missing: pulled.missing.length } }),
  miners: miners.filter(hasAnything).map(({ refused, failed, ...miner }) => ({
    ...miner,
    refused: refused.map(({ version, reason, detail }) => ({ key: version.key, reason, detail: shown(detail) })),
    failed: failed.map(({ key, failure }) => ({ key, code: failure.code, message: shown(failure.message) })),
  })),
});
