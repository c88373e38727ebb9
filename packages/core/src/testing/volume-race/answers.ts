import type { Fact } from '../../event/index.js';
import { toHex } from '../../hash/bytes.js';
import { pureHost } from '../../hash/host.js';
import type { Hash32 } from '../../ids.js';
import { idLines, idListOf } from '../../mechanisms/volume-race/id-list.js';
import { drawItems } from '../../mechanisms/volume-race/spot-check.js';
import { type FactOf, makeFact, type Plain } from '../fact.js';
import { accountOf, hashOf } from '../names.js';
import { blockHash, blocksOf, finalized, OBSERVER, type Race } from './world.js';

export interface QueryOptions {
  /** Blocks from startBlock. */
  readonly at?: number;
  readonly timeoutMs?: number;
  readonly source?: 'trending' | 'fallback';
  readonly by?: string;
  readonly text?: string;
}

const TIMEOUT_MS = 40_000;

/** A query to miners. */
export const query = (
  race: Race,
  epoch: number,
  name: string,
  miners: readonly string[],
  { at = 1, timeoutMs = TIMEOUT_MS, source = 'trending', by = OBSERVER, text = `about ${name}` }: QueryOptions = {},
): Fact =>
  makeFact(
    'QueryIssued',
    { netuid: race.netuid, epoch, block: blocksOf(epoch).startBlock + at, by: accountOf(by) },
    { hotkeys: miners.map(accountOf), query: name, source, text, timeoutMs },
  );

/** What an observer finds when it looks an item up. */
export type Finding = 'passed' | 'absent' | 'mismatch' | 'inconclusive' | 'nothing';

export interface AnswerOptions {
  /** Blocks from startBlock to the last part. */
  readonly at?: number;
  readonly latencyMs?: number;
  readonly parts?: number;
  /** Parts that never arrive. */
  readonly lost?: readonly number[];
  /** Overrides of the measure; undefined: all fresh, all matching. */
  readonly measure?: { readonly fresh?: number; readonly matching?: number; readonly unfit?: readonly number[] };
  readonly measured?: boolean;
  /** What is found of a drawn item; `nth` counts in drawn order. */
  readonly finds?: (item: string, nth: number) => Finding;
  readonly checkedAt?: number;
  /** False: the block behind the answer is not in the log. */
  readonly blockKnown?: boolean;
  readonly by?: string;
  /** How many items are drawn. */
  readonly rows?: number;
}

/** SHA-256 over the digits of ids, each with LF. */
export const itemsSha256 = (ids: readonly string[]): Hash32 => toHex(pureHost.sha256(idLines(idListOf(ids)))) as Hash32;

type Checked = Plain<FactOf<'SpotCheckPassed'>['data']>;

const checkFact = (
  race: Race,
  epoch: number,
  block: number,
  by: string,
  data: Checked,
  finding: Exclude<Finding, 'nothing'>,
): Fact => {
  const envelope = { netuid: race.netuid, epoch, block, by: accountOf(by) };
  if (finding === 'passed') return makeFact('SpotCheckPassed', envelope, data);
  if (finding === 'inconclusive') return makeFact('SpotCheckInconclusive', envelope, { ...data, cause: 'noAnswer' });
  const fields = finding === 'mismatch' ? ['text'] : [];
  return makeFact('SpotCheckFailed', envelope, { ...data, fields, verdict: finding });
};

/** Everything that an answer leaves behind: its parts, the block behind it, the measure, and the checks of drawn items. */
export const answer = (
  race: Race,
  epoch: number,
  name: string,
  miner: string,
  ids: readonly string[],
  options: AnswerOptions = {},
): Fact[] => {
  const { at = 10, latencyMs = 1_000, parts = 1, lost = [], measured = true, blockKnown = true } = options;
  const { by = OBSERVER, rows = 3, finds = () => 'passed' } = options;
  const { startBlock, seedBlock } = blocksOf(epoch);
  const block = startBlock + at;
  const hotkey = accountOf(miner);
  const envelope = { netuid: race.netuid, epoch, block, by: accountOf(by) };
  const size = Math.max(1, Math.floor((ids.length + parts - 1) / parts));
  const sent = Array.from({ length: parts }, (_, part) => part)
    .filter((part) => !lost.includes(part))
    .map((part) => {
      const itemIds = ids.slice(part * size, (part + 1) * size);
      return makeFact('ItemsReturned', envelope, { hotkey, itemIds, latencyMs, part, parts, query: name });
    });
  const distinct = [...new Set(ids)];
  const { fresh = distinct.length, matching = distinct.length, unfit = [] } = options.measure ?? {};
  const measure = { fresh, hotkey, itemsSha256: itemsSha256(distinct), matching, query: name, unfit };
  const drawn = drawItems(pureHost.sha256, blockHash(race, block + 1), name, hotkey, distinct.length, rows);
  const checks = drawn.flatMap((position, nth) => {
    const item = distinct[position] ?? '';
    const finding = finds(item, nth);
    if (finding === 'nothing') return [];
    const evidenceSha256 = hashOf(`evidence/${by}/${item}/${finding}`);
    const data = { evidenceSha256, hotkey, subject: { item, query: name } };
    const checkedAt = options.checkedAt === undefined ? seedBlock + 5 : startBlock + options.checkedAt;
    return [checkFact(race, epoch, checkedAt, by, data, finding)];
  });
  return [
    ...sent,
    ...(blockKnown ? [finalized(race, epoch, block + 1)] : []),
    ...(measured ? [makeFact('ItemsMeasured', { ...envelope, block: seedBlock + 2 }, measure)] : []),
    ...checks,
  ];
};

/** Ids first..first+count-1 as digits. */
export const idsFrom = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => String(first + i));
