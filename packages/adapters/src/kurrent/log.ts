import type { EpochNumber } from '@subnet-scoring/core';
import { dataFailure, positionConflict } from '../directory/failure.js';
import { factLine } from '../directory/journal.js';
import { newLines } from '../directory/new-lines.js';
import { sealedEpochError } from '../directory/seal-rules.js';
import type { Appended, EventLog } from '../ports.js';
import { checkLog } from './check.js';
import { appendItems } from './checked-stream.js';
import { storeError, storeFailure } from './failure.js';
import { catchUp, takeFact } from './journal.js';
import { addLines, lineItem, readLines } from './lines.js';
import type { LoadedLog } from './load.js';
import type { StreamNames } from './names.js';
import { addRefused } from './refused.js';
import { sealEpoch } from './seal-epoch.js';
import { readSealedSignatures, readSealedSnapshot, readSegmentPieces } from './sealed-streams.js';
import type { Store } from './store.js';
import { turns } from './turns.js';

/** What an open log is made of. */
export interface LogParts {
  readonly store: Store;
  readonly names: StreamNames;
  readonly loaded: LoadedLog;
  readonly now: () => number;
  readonly notices: readonly string[];
  readonly readOnly: boolean;
}

/** The log over its streams. Changes go one after the other; other processes are kept out by revisions, not by a lock. */
export const logOver = ({ store, names, loaded, now, notices, readOnly }: LogParts): EventLog => {
  const { header, logHash, state, entries } = loaded;
  const inTurn = turns();
  // Behind a call that failed nobody knows what was stored.
  let isStale = false;
  let closed = false;
  const sealingOf = (epoch: EpochNumber) => state.sealings.find(({ seal }) => seal.epoch === epoch);

  const refresh = async (): Promise<void> => void (await catchUp(store, names.journal, state));
  const write = <A>(change: () => Promise<A>): Promise<A> =>
    inTurn(async () => {
      if (closed) throw new Error('this log is closed');
      if (readOnly) throw new Error('this log was opened read-only');
      if (loaded.damage[0] !== undefined) throw dataFailure(loaded.damage[0]);
      if (isStale) await refresh();
      isStale = true;
      const result = await change();
      isStale = false;
      return result;
    });

  const appendFacts = async (lines: readonly string[], expectedPosition: number | undefined): Promise<Appended> => {
    let left = lines.map(factLine);
    if (expectedPosition !== undefined && expectedPosition !== state.end.position) {
      await refresh();
      if (expectedPosition !== state.end.position) throw positionConflict(expectedPosition, state.end.position);
    }
    for (;;) {
      const late = left.find(({ epoch }) => sealingOf(epoch as EpochNumber) !== undefined);
      if (late !== undefined) throw dataFailure(sealedEpochError(late.epoch));
      const items = left.map(({ line }) => lineItem('fact', line));
      const written = await appendItems(store, names.journal, state.end, items);
      for (const { epoch, line } of left.slice(0, written.items)) takeFact(state, epoch as EpochNumber, line);
      state.end = { ...written.end, position: state.end.position + written.items };
      if (!written.conflict) return { position: state.end.position, count: lines.length };
      left = left.slice(written.items);
      const { count } = state.end;
      await refresh();
      if (expectedPosition !== undefined && left.length === lines.length)
        throw positionConflict(expectedPosition, state.end.position);
      if (state.end.count === count)
        throw storeError(storeFailure('refused', `${names.journal} refuses what comes behind its last event`));
    }
  };
  const claims = async (epoch: EpochNumber) => (await readLines(store, names.claimsOf(epoch))).lines;
  const refusals = async () => (await readLines(store, names.refused)).lines;
  return {
    header,
    damage: loaded.damage,
    append: (lines, expectedPosition) => write(() => appendFacts(lines, expectedPosition)),
    refuse: (lines) => write(() => addRefused(store, names.refused, lines, now)),
    position: async () => state.end.position,
    openEpochs: async () =>
      [...state.open].sort(([a], [b]) => a - b).map(([epoch, lines]) => ({ epoch, lines: lines.length })),
    readOpen: async (epoch) => [...(state.open.get(epoch) ?? [])],
    seals: async () => state.sealings.map(({ seal }) => seal),
    readSegment: (epoch) => {
      const sealing = sealingOf(epoch);
      if (sealing === undefined) throw new RangeError(`readSegment: epoch ${epoch} is not sealed`);
      return readSegmentPieces(store, names.segmentOf(epoch, sealing.key));
    },
    readSignatures: async (epoch) => {
      const sealing = sealingOf(epoch);
      return sealing === undefined ? [] : readSealedSignatures(store, names.signaturesOf(epoch, sealing.key));
    },
    seal: (sealed) => write(() => sealEpoch({ store, names, logHash, state, entries, now }, sealed)),
    claims,
    appendClaims: (epoch, lines) =>
      write(async () => {
        await addLines(store, names.claimsOf(epoch), 'claim', (_known, added) => lines.slice(added));
      }),
    recordEpochs: async () => {
      const { lines } = await readLines(store, names.records);
      return [...new Set(lines.map(Number))].sort((a, b) => a - b) as EpochNumber[];
    },
    records: async (epoch) => (await readLines(store, names.recordsOf(epoch))).lines,
    appendRecords: (epoch, lines) =>
      write(async () => {
        if (lines.length === 0) return 0;
        const added = await addLines(store, names.recordsOf(epoch), 'record', (known) => newLines(known, lines));
        await addLines(store, names.records, 'epoch', (known) => newLines(known, [String(epoch)]));
        return added;
      }),
    snapshot: async (epoch) => {
      const sealing = sealingOf(epoch);
      if (sealing === undefined) return undefined;
      return readSealedSnapshot(store, names.snapshotOf(epoch, sealing.key));
    },
    refusals,
    check: async () => {
      const check = await checkLog(store, names, loaded);
      return { ...check, notices: [...notices, ...check.notices] };
    },
    close: () =>
      inTurn(async () => {
        if (closed) return;
        closed = true;
        await store.close();
      }),
  };
};
