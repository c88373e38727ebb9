import type { ChainEpochRead } from '../event/chain-epoch-read.js';
import type { ChainWeightsRead } from '../event/chain-weights-read.js';
import type { EpochNumber } from '../ids.js';
import type { PlanProfile } from '../weights/plan.js';
import type { AuditedEpoch } from './audited-epoch.js';
import { copiedLag, type PastConsensus } from './copied-lag.js';
import { expectedRows, type Reassigned, reassignedSince } from './expected-row.js';
import type { Finding, JudgedRow, Unjudged } from './finding.js';
import { deltasOf, type Row, rowOf, sizeOf, type WeightDelta } from './row.js';

/** How rows are judged. */
export interface RowRules {
  readonly quantiser: PlanProfile;
  /** Weights (u16) may differ by this much. */
  readonly toleranceU16: number;
}

const DELTAS_MAX = 16;
const LATE_MAX = 8;

/**
 * Judges rows of one boundary; what is expected is computed once for all that bound themselves on the same uids. `epochs`
 * ascend by evidenceBlock.
 */
export const boundaryJudge = (
  boundary: ChainEpochRead,
  epochs: readonly AuditedEpoch[],
  past: readonly PastConsensus[],
  rules: RowRules,
) => {
  const { neurons } = boundary.data;
  const known = new Map<string, readonly Row[]>();
  const expectedOf = (epoch: AuditedEpoch, reassigned: readonly Reassigned[]): readonly Row[] => {
    if (epoch.scored === undefined) return [];
    const key = `${epoch.epoch}/${reassigned.map(({ uid }) => uid).join()}`;
    const rows = known.get(key) ?? expectedRows(epoch.scored, neurons, reassigned, rules.quantiser);
    known.set(key, rows);
    return rows;
  };

  /** The latest of the 8 epochs before whose row it is exactly: who is late follows the log, and no consensus. */
  const followed = (epoch: AuditedEpoch, reassigned: readonly Reassigned[], found: Row): EpochNumber | undefined => {
    const at = epochs.indexOf(epoch);
    return epochs
      .slice(Math.max(0, at - LATE_MAX), at)
      .findLast((earlier) => expectedOf(earlier, reassigned).some((row) => deltasOf(row, found, 0).length === 0))
      ?.epoch;
  };

  return (epoch: AuditedEpoch, { data }: ChainWeightsRead): Finding => {
    const { uid, cause, causeBlock, commitBlock } = data;
    const reassigned = reassignedSince(commitBlock, neurons, epoch.holders);
    const found = rowOf(data.uids, data.values);
    const compared = expectedOf(epoch, reassigned).map((expected) => deltasOf(expected, found, 0));
    const nearest = compared.reduce<readonly WeightDelta[] | undefined>(
      (best, deltas) => (best === undefined || maxOf(deltas) < maxOf(best) ? deltas : best),
      undefined,
    );
    const beyond = (nearest ?? []).filter((delta) => sizeOf(delta) > rules.toleranceU16);
    const row: JudgedRow = {
      uid,
      cause,
      causeBlock,
      commitBlock,
      boundary: boundary.block,
      maxDelta: maxOf(nearest ?? []),
      differing: beyond.length,
      deltas: beyond.slice(0, DELTAS_MAX),
      reassigned,
    };
    const unjudged = (reason: Unjudged, why: string): Finding => ({
      epoch: epoch.epoch,
      row,
      verdict: 'unjudged',
      reason,
      why,
    });
    if (epoch.scored === undefined) return unjudged('EPOCH_UNJUDGED', epoch.missing.join('; '));
    if (nearest === undefined) return unjudged('EPOCH_UNJUDGED', 'the burn hotkey had no uid at the commit');
    if (beyond.length === 0) return { epoch: epoch.epoch, row, verdict: nearest.length === 0 ? 'exact' : 'within' };
    if (cause === 'unknown')
      return unjudged('CAUSE_UNKNOWN', `the row at block ${boundary.block} is of no known commit`);
    const follows = followed(epoch, reassigned, found);
    const lag = follows === undefined ? copiedLag(past, commitBlock, found) : undefined;
    return lag === undefined
      ? { epoch: epoch.epoch, row, verdict: 'differs', follows }
      : { epoch: epoch.epoch, row, verdict: 'copies', lag };
  };
};

const maxOf = ([greatest]: readonly WeightDelta[]): number => (greatest === undefined ? 0 : sizeOf(greatest));
