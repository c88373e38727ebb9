import type { EpochOpened } from '../event/index.js';
import type { EpochFacts } from './epoch-facts.js';

/** What keeps an epoch from being judged, in words; empty when everything is there (docs/log-format.md, "Sealing"). */
export const missingFacts = (facts: EpochFacts): string[] => {
  const { opened, blocks, snapshots, conflicts } = facts;
  const first = opened[0];
  if (first === undefined) return ['MISSING: EpochOpened'];
  const rivals =
    opened.length > 1 ? [`EQUIVOCATION: EpochOpened at lines ${opened.map(({ line }) => line).join(', ')}`] : [];
  return [
    ...rivals,
    ...missingOf(first.fact.data, blocks, snapshots),
    ...conflicts.map(({ what, lines }) => `CONFLICT: ${what} at lines ${lines.join(' and ')}`),
  ];
};

const missingOf = (
  { startBlock, seedBlock, evidenceBlock }: EpochOpened['data'],
  blocks: EpochFacts['blocks'],
  snapshots: EpochFacts['snapshots'],
): string[] => [
  ...(snapshots.has(startBlock) ? [] : [`MISSING: MetagraphSnapshotTaken at startBlock ${startBlock}`]),
  ...(blocks.has(seedBlock) ? [] : [`MISSING: BlockFinalized at seedBlock ${seedBlock}`]),
  ...(blocks.has(evidenceBlock) ? [] : [`MISSING: BlockFinalized at evidenceBlock ${evidenceBlock}`]),
  ...(snapshots.has(evidenceBlock) ? [] : [`MISSING: MetagraphSnapshotTaken at evidenceBlock ${evidenceBlock}`]),
];
