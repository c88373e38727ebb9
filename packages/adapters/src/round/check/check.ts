import { type Block, encodeEvent, type PlannedRows } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { rowsAt } from '../../listings/index.js';
import { previewEpoch } from '../../operations/evaluate.js';
import type { BucketFailure, EventLog } from '../../ports.js';
import { checkFact, type RowCheck, type Scraper } from '../../scraper/index.js';
import type { Observer } from '../../submissions/index.js';
import { appendLines } from '../append-lines.js';
import { bucketFailed, type RoundFailure, refusedByLog } from '../failure.js';
import { readOpenedEpoch } from '../opened-epoch.js';
import { closedByList } from '../own-list.js';
import { type ContentStore, contentOf } from './contents.js';
import { duePlan, looksBy } from './due.js';

/** Who looks rows up, where the files are, and how long it waits. */
export interface CheckOptions extends Pick<Observer, 'bucket' | 'epoch' | 'by' | 'host' | 'verify' | 'headAt'> {
  readonly scraper: Scraper;
  readonly contents: ContentStore;
  /** How often a row is looked up that gives no answer. */
  readonly tries: number;
  /** Waits for the next block; without it a check that has to wait ends, and says from which block it goes on. */
  readonly pause: (() => Promise<void>) | undefined;
  /** No look is begun from this block on; without it, from evidenceBlock on. */
  readonly until?: Block;
}

/** What a check did. */
export type CheckStep =
  | { readonly kind: 'round'; readonly round: number; readonly head: Block; readonly checks: readonly PlannedRows[] }
  | {
      readonly kind: 'looked';
      readonly planned: PlannedRows;
      readonly row: number;
      readonly block: Block;
      readonly found: RowCheck;
    }
  /** The file cannot be read any more, by no fault that the rules know: its rows stay as they are. */
  | { readonly kind: 'unreadable'; readonly planned: PlannedRows; readonly failure: BucketFailure }
  | { readonly kind: 'waiting'; readonly head: Block; readonly fromBlock: Block }
  /** Nothing is left for this observer; `over` rows are planned and have no verdict that it could give. */
  | { readonly kind: 'done'; readonly over: number };

type Step = E.Either<RoundFailure, CheckStep>;

/** More than any walk takes: a candidate more for each round, and their second looks. */
const ROUNDS_MAX = 1000;

/** A file by who handed it in for what: another miner may have the same content where it can be read. */
const fileOf = ({ hotkey, zipcode, contentSha256 }: PlannedRows): string => `${hotkey} ${zipcode} ${contentSha256}`;

const waitFrom = (fromBlock: Block, head: Block): Step =>
  E.left({
    kind: 'wait',
    fromBlock,
    why: `the next look counts from block ${fromBlock} on, and the chain is at block ${head}`,
  });

const isOurs = (failure: BucketFailure): boolean => failure.kind !== 'missing' && failure.kind !== 'unfit';

/** Looks up the rows of one file, one after the other, until a block; each fact is durable before the next look. */
async function* lookAt(
  log: EventLog,
  options: CheckOptions & Required<Pick<CheckOptions, 'until'>>,
  bytes: Uint8Array,
  planned: PlannedRows,
): AsyncGenerator<Step> {
  const { by, epoch, headAt, host, verify, scraper, until } = options;
  const { netuid } = log.header;
  const { zipcode, hotkey, contentSha256 } = planned;
  const rows = await rowsAt(bytes, planned.rows);
  if (E.isLeft(rows) || rows.right.length < planned.rows.length) {
    const code = E.isLeft(rows) ? rows.left.code : 'ROWS_MISSING';
    const failure = { kind: 'unfit', code, message: 'the rows of the plan cannot be read' } as const;
    return yield E.right({ kind: 'unreadable', planned, failure });
  }
  for (const { row, values } of rows.right) {
    const found = await scraper.check({ zipcode, values });
    const head = await headAt();
    if (E.isLeft(head)) return yield E.left(bucketFailed(head.left));
    const block = head.right;
    const fact = checkFact({ netuid, epoch, block, by, hotkey, subject: { contentSha256, row, zipcode } }, found);
    const taken = await appendLines(log, [encodeEvent(fact)], { host, verify, file: 'scraper' });
    if (E.isLeft(taken)) return yield E.left(refusedByLog(taken.left));
    yield E.right({ kind: 'looked', planned, row, block, found });
    if (block >= until) return;
  }
}

/**
 * Does what the plan of an epoch asks of one observer, round by round, until nothing is left or it is time for something else. What was
 * looked at stands in the log, so a check that was broken off goes on behind its last fact; an outage of the source is inconclusive.
 */
export async function* checkEpoch(log: EventLog, options: CheckOptions): AsyncGenerator<Step> {
  const { by, epoch, headAt, host, pause, tries } = options;
  const unreadable = new Set<string>();
  for (let round = 1; round <= ROUNDS_MAX; ) {
    const read = await readOpenedEpoch(log, epoch, host);
    if (E.isLeft(read)) return yield read;
    const { opened, facts } = read.right;
    const closed = closedByList(facts, by, epoch);
    if (closed !== undefined) return yield E.left(closed);
    const preview = await previewEpoch(log, epoch, host);
    if (E.isLeft(preview)) return yield preview;
    const plan = preview.right.result.plan('next');
    if (plan === undefined) {
      const missing = [`BlockFinalized at seedBlock ${opened.seedBlock}: its hash draws the rows`];
      return yield E.left({ kind: 'cannotJudge', epoch, missing });
    }
    const head = await headAt();
    if (E.isLeft(head)) return yield E.left(bucketFailed(head.left));
    const checks = plan.flatMap((check) => ('rows' in check ? [check] : []));
    const rules = { ...opened, head: head.right, tries };
    const due = duePlan(checks, looksBy(facts, by), rules, (check) => unreadable.has(fileOf(check)));
    if (due.now.length === 0) {
      if (due.fromBlock === undefined) return yield E.right({ kind: 'done', over: due.over });
      const { fromBlock } = due;
      if (pause === undefined) return yield waitFrom(fromBlock, head.right);
      yield E.right({ kind: 'waiting', head: head.right, fromBlock });
      await pause();
      continue;
    }
    const until = options.until ?? opened.evidenceBlock;
    if (head.right >= until) return yield waitFrom(head.right, head.right);
    yield E.right({ kind: 'round', round, head: head.right, checks: due.now });
    let at = head.right;
    for (const planned of due.now) {
      if (at >= until) break;
      const content = await contentOf(options, facts, planned);
      if (E.isLeft(content)) {
        if (isOurs(content.left)) return yield E.left(bucketFailed(content.left));
        unreadable.add(fileOf(planned));
        yield E.right({ kind: 'unreadable', planned, failure: content.left });
        continue;
      }
      for await (const step of lookAt(log, { ...options, until }, content.right, planned)) {
        yield step;
        if (E.isLeft(step)) return;
        if (step.right.kind === 'looked') at = step.right.block;
        if (step.right.kind === 'unreadable') unreadable.add(fileOf(planned));
      }
    }
    round += 1;
  }
}
