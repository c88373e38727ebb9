import type { ChainStateMissing } from '../event/chain-state-missing.js';
import type { ChainRecord } from '../event/index.js';
import type { Account, EpochNumber } from '../ids.js';
import { type AuditedEpoch, epochAt } from './audited-epoch.js';
import { type Boundary, boundariesOf } from './boundaries.js';
import { type PastConsensus, pastConsensus } from './copied-lag.js';
import type { Finding, Unjudged } from './finding.js';
import { boundaryJudge, type RowRules } from './judge-row.js';
import { type AuditedValidator, sumUp } from './sum-up.js';

/** What is audited, and how. */
export interface AuditOptions extends RowRules {
  readonly mecid: number;
  /** Epochs to judge; the others only say where one ends. */
  readonly chosen: ReadonlySet<EpochNumber>;
  /** Only these validators; undefined: all. */
  readonly validators: ReadonlySet<Account> | undefined;
}

/** An audit under way. */
export interface Audit {
  /** Takes the records of one epoch's file; epochs ascending. Only what the verdicts need is kept. */
  read(records: readonly ChainRecord[]): void;
  /** Every validator with a row or a commit, and those that were named; ascending by account. */
  finish(): readonly AuditedValidator[];
}

/** Boundaries whose consensus is remembered: enough for the longest lag behind a commit that was revealed late. */
const PAST_MAX = 64;

interface Seen {
  readonly findings: Map<EpochNumber, Finding>;
  /** Epochs in which it had a permit at a boundary, and those in which it committed. */
  readonly permitted: Set<EpochNumber>;
  readonly committed: Map<EpochNumber, string>;
}

/**
 * Compares rows on the chain with those that follow from the log. A row belongs to the epoch in which its validator bound
 * itself to it (`epochAt` of its commitBlock), whenever it came to stand; of several rows for one epoch the one with the
 * greatest commitBlock counts, where it stood last. `epochs` are all that were opened, ascending by evidenceBlock.
 */
export const openAudit = (epochs: readonly AuditedEpoch[], options: AuditOptions): Audit => {
  const seen = new Map<Account, Seen>();
  const past: PastConsensus[] = [];
  const read = new Set<EpochNumber>();
  const blocksMissing: { readonly first: number; readonly last: number; readonly why: string }[] = [];
  const isChosen = (hotkey: Account): boolean => options.validators?.has(hotkey) ?? true;
  const seenOf = (hotkey: Account): Seen => {
    const known = seen.get(hotkey) ?? { findings: new Map(), permitted: new Set(), committed: new Map() };
    seen.set(hotkey, known);
    return known;
  };

  const keep = (hotkey: Account, finding: Finding): void => {
    const { findings } = seenOf(hotkey);
    const former = findings.get(finding.epoch)?.row?.commitBlock ?? -1;
    if ((finding.row?.commitBlock ?? 0) >= former) findings.set(finding.epoch, finding);
  };

  const notePresence = ({ read: { block, data } }: Boundary): void => {
    const now = epochAt(epochs, block);
    if (now !== undefined) read.add(now.epoch);
    for (const [at, { hotkey, permit }] of data.neurons.entries()) {
      if (!permit || !isChosen(hotkey)) continue;
      const { permitted, committed } = seenOf(hotkey);
      if (now !== undefined) permitted.add(now.epoch);
      const lastUpdate = data.lastUpdate[at] ?? 0;
      const epoch = epochAt(epochs, lastUpdate)?.epoch;
      // What a record says of a commit tells more.
      if (epoch !== undefined && !committed.has(epoch))
        committed.set(epoch, `no row came of its commit in block ${lastUpdate}`);
    }
  };

  const judge = (boundary: Boundary): void => {
    const judgeRow = boundaryJudge(boundary.read, epochs, past, options);
    for (const row of boundary.rows) {
      const { hotkey, commitBlock } = row.data;
      const epoch = epochAt(epochs, commitBlock);
      if (epoch === undefined || !options.chosen.has(epoch.epoch) || !isChosen(hotkey)) continue;
      const finding = judgeRow(epoch, row);
      const isSure = boundary.conflicts !== 'all' && !boundary.conflicts.has(hotkey);
      const why = `two records of block ${boundary.read.block} differ`;
      keep(
        hotkey,
        isSure ? finding : { epoch: epoch.epoch, row: finding.row, verdict: 'unjudged', reason: 'CONFLICT', why },
      );
    }
  };

  const noteMissing = ({ data: { missing, why } }: ChainStateMissing): void => {
    if (!('hotkey' in missing)) {
      blocksMissing.push({ first: missing.firstBlock, last: missing.lastBlock, why });
      return;
    }
    const epoch = epochAt(epochs, missing.commitBlock)?.epoch;
    if (epoch === undefined || !isChosen(missing.hotkey)) return;
    seenOf(missing.hotkey).committed.set(epoch, `its commit in block ${missing.commitBlock}: ${why}`);
  };

  /** Why a validator has no row for an epoch; undefined when it was not there to have one. */
  const absence = (
    { permitted, committed }: Seen,
    at: number,
  ): { readonly reason: Unjudged; readonly why: string } | undefined => {
    const { epoch, evidenceBlock, scored, missing } = epochs[at] as AuditedEpoch;
    const end = epochs[at + 1]?.evidenceBlock ?? Number.MAX_SAFE_INTEGER;
    const gone = blocksMissing.find(({ first, last }) => first <= end && last > evidenceBlock);
    const commit = committed.get(epoch);
    if (commit !== undefined) return { reason: 'NOT_REVEALED', why: commit };
    if (gone !== undefined) return { reason: 'STATE_MISSING', why: `blocks ${gone.first}..${gone.last}: ${gone.why}` };
    if (!read.has(epoch))
      return { reason: 'NO_BOUNDARY', why: `no epoch of the chain was read behind ${evidenceBlock}` };
    if (!permitted.has(epoch)) return undefined;
    if (scored === undefined) return { reason: 'EPOCH_UNJUDGED', why: missing.join('; ') };
    return { reason: 'NOT_SET', why: 'it had a permit, and no row that it set for this epoch stood at a boundary' };
  };

  const findingsOf = (validator: Seen): readonly Finding[] =>
    epochs.flatMap(({ epoch }, at): Finding[] => {
      if (!options.chosen.has(epoch)) return [];
      const finding = validator.findings.get(epoch);
      if (finding !== undefined) return [finding];
      const why = absence(validator, at);
      return why === undefined ? [] : [{ epoch, row: undefined, verdict: 'unjudged', ...why }];
    });

  return {
    read: (records) => {
      for (const record of records) {
        if (record.type === 'ChainStateMissing' && record.data.mecid === options.mecid) noteMissing(record);
      }
      for (const boundary of boundariesOf(records, options.mecid)) {
        notePresence(boundary);
        judge(boundary);
        const consensus = pastConsensus(boundary.read);
        if (consensus !== undefined) past.push(consensus);
        if (past.length > PAST_MAX) past.shift();
      }
    },
    finish: () =>
      sumUp(
        [...seen].flatMap(([hotkey, validator]) => {
          const { findings, committed } = validator;
          const isActive = options.validators !== undefined || findings.size + committed.size > 0;
          return isActive ? [{ hotkey, findings: findingsOf(validator) }] : [];
        }),
      ),
  };
};
