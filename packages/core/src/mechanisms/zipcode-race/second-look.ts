import type { Account, Block } from '../../ids.js';
import type { PlannedRows } from '../../mechanism/plan.js';
import { lastOfEach } from '../../observers/index.js';
import type { Draft } from './evolve.js';
import type { SpotCheckResult } from './spot-check.js';
import { listOf } from './stated.js';
import type { Entry } from './submissions.js';

/** The block from which another look of an observer counts, after looks at these blocks; they ascend (rule 6). */
const nextCounts = (blocks: readonly number[], confirmBlocks: number): number =>
  blocks.reduce((from, block) => (block >= from ? block + confirmBlocks : from), 0);

/** The block from which a look of one of those who found the row not to exist counts again. */
const dueBlock = ({ params, checks }: Draft, { miner, zipcode, contentSha256 }: Entry, row: number): number => {
  const all = listOf(checks.get(miner.hotkey)?.get(zipcode)).filter(
    ({ value }) => value.row === row && value.file.contentSha256 === contentSha256,
  );
  const counting = lastOfEach(all, ({ verdict }) => verdict !== 'inconclusive');
  const accusers = counting.flatMap(({ by, value }): Account[] => (value.verdict === 'identity' ? [by] : []));
  const due = accusers.map((accuser) => {
    const blocks = all.flatMap(({ by, block, value }) =>
      by === accuser && value.verdict === 'identity' ? [block] : [],
    );
    return nextCounts(blocks, params.spotCheck.confirmBlocks);
  });
  return due.reduce((least, block) => Math.min(least, block), Number.MAX_SAFE_INTEGER);
};

/**
 * Looks that are due again: rows of a submission that were found not to exist and are not confirmed, by the block from which
 * the look counts (rule 6). None where observers vote, because there each counts once, and none that would come too late.
 */
export const planSecondLooks = (draft: Draft, entry: Entry, { rows }: SpotCheckResult): PlannedRows[] => {
  if (draft.params.observers.kind !== 'any') return [];
  const byBlock = new Map<number, number[]>();
  for (const { row, verdict, confirmed } of rows) {
    if (verdict !== 'identity' || confirmed) continue;
    const block = dueBlock(draft, entry, row);
    if (block < draft.context.opened.evidenceBlock) byBlock.set(block, [...(byBlock.get(block) ?? []), row]);
  }
  const { zipcode, contentSha256, measure, miner } = entry;
  const file = { zipcode, hotkey: miner.hotkey, contentSha256, rowCount: measure.rows };
  const sampled = rows.map(({ row }) => row);
  return [...byBlock]
    .sort(([a], [b]) => a - b)
    .map(([block, due]) => ({ purpose: 'confirmation', ...file, sampled, rows: due, fromBlock: block as Block }));
};
