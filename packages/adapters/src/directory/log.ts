import { type DataError, type EpochNumber, formatPlace, type Seal } from '@subnet-scoring/core';
import type { EventLog, LogCheck, SealedEpoch } from '../ports.js';
import { addBeside, BESIDE_CLAIMS, BESIDE_RECORDS, besideEpochs, readBeside } from './beside-file.js';
import { checkLog } from './check.js';
import { dataFailure, isDataFailure, positionConflict } from './failure.js';
import type { FileSystem } from './file-system.js';
import { finding } from './finding.js';
import { factLine, openJournal } from './journal.js';
import type { Run } from './journal-walk.js';
import type { Loaded } from './load.js';
import type { Unlock } from './lock.js';
import { newLines } from './new-lines.js';
import { openRefused } from './refused-file.js';
import { prepareSeal } from './seal-epoch.js';
import { sealedEpochError } from './seal-rules.js';
import { readPieces } from './segment.js';
import { readSignatures } from './signatures-file.js';
import { readSnapshot } from './snapshot-file.js';

/** What an open log is made of. */
export interface LogParts {
  readonly fs: FileSystem;
  readonly loaded: Loaded;
  readonly now: () => number;
  readonly notices: readonly string[];
  /** Undefined for a log that was opened to be read. */
  readonly unlock: Unlock | undefined;
}

const damageOf = ({ damage, missing }: Loaded): DataError | undefined => {
  const first = damage.find(({ code }) => code === 'FACTS_MISSING') ?? damage[0];
  if (first === undefined || missing === 0) return first;
  const at = first.at;
  return finding(
    'FACTS_MISSING',
    at,
    `all acknowledged facts (${formatPlace(at)}: ${first.expected})`,
    `${missing} fewer`,
  );
};

const countEpochs = (runs: readonly Run[]): readonly { readonly epoch: EpochNumber; readonly lines: number }[] => {
  const counts = new Map<number, number>();
  for (const { epoch, lines } of runs) counts.set(epoch, (counts.get(epoch) ?? 0) + lines);
  return [...counts].sort(([a], [b]) => a - b).map(([epoch, lines]) => ({ epoch: epoch as EpochNumber, lines }));
};

/** The log over its files. Everything that touches the disk does so in one turn, so no two calls ever mix. */
export const logOver = ({ fs, loaded, now, notices: opened, unlock }: LogParts): EventLog => {
  const { log, logHash } = loaded;
  const notices = [...opened];
  const notice = (text: string): void => void notices.push(text);
  const seals: Seal[] = [...loaded.seals];
  const sealedEpochs = new Set<number>(seals.map((seal) => seal.epoch));
  const damage = damageOf(loaded);
  const journal = openJournal(fs, loaded, unlock !== undefined && damage === undefined ? 'append' : 'read');
  const refused = openRefused(fs, now);
  let stopped: Error | undefined;
  let closed = false;

  const assertWritable = (): void => {
    if (closed) throw new Error('this log is closed');
    if (unlock === undefined) throw new Error('this log was opened read-only');
    if (damage !== undefined) throw dataFailure(damage);
    if (stopped !== undefined) throw stopped;
  };
  /** Runs a change. Behind one that the disk did not finish nobody knows what stands there: only opening again finds out. */
  const write = (change: () => void): void => {
    assertWritable();
    try {
      change();
    } catch (error) {
      if (!isDataFailure(error))
        stopped = new Error('a write to this log failed before: open it again', { cause: error });
      throw error;
    }
  };
  const readOpen = (epoch: EpochNumber): readonly string[] => (sealedEpochs.has(epoch) ? [] : journal.read(epoch));
  // A record can accuse somebody, and nothing recomputes it: one that was altered is never handed out.
  const records = (epoch: EpochNumber): readonly string[] => {
    const { findings, lines } = readBeside(fs, BESIDE_RECORDS, epoch);
    if (findings[0] !== undefined) throw dataFailure(findings[0]);
    return lines;
  };
  return {
    header: log.header,
    damage: loaded.damage,
    append: async (lines, expectedPosition) => {
      assertWritable();
      const batch = lines.map(factLine);
      const position = journal.position();
      if (expectedPosition !== undefined && expectedPosition !== position)
        throw positionConflict(expectedPosition, position);
      const late = batch.find(({ epoch }) => sealedEpochs.has(epoch));
      if (late !== undefined) throw dataFailure(sealedEpochError(late.epoch));
      if (batch.length > 0) write(() => journal.append(batch));
      return { position: journal.position(), count: batch.length };
    },
    refuse: async (lines) => write(() => refused.add(lines)),
    position: async () => journal.position(),
    openEpochs: async () => countEpochs(journal.runs().filter(({ epoch }) => !sealedEpochs.has(epoch))),
    readOpen: async (epoch) => readOpen(epoch),
    seals: async () => [...seals],
    readSegment: (epoch) => {
      if (!sealedEpochs.has(epoch)) throw new RangeError(`readSegment: epoch ${epoch} is not sealed`);
      return readPieces(fs, epoch);
    },
    readSignatures: async (epoch) => readSignatures(fs, epoch),
    seal: async (sealed: SealedEpoch) => {
      assertWritable();
      const change = prepareSeal({ fs, logHash, journal, refused, seals, notice }, sealed);
      write(change);
      seals.push(sealed.seal);
      sealedEpochs.add(sealed.seal.epoch);
    },
    claims: async (epoch) => readBeside(fs, BESIDE_CLAIMS, epoch).lines,
    appendClaims: async (epoch, lines) => write(() => addBeside(fs, BESIDE_CLAIMS, epoch, logHash, lines, notice)),
    recordEpochs: async () => besideEpochs(fs, BESIDE_RECORDS),
    records: async (epoch) => records(epoch),
    appendRecords: async (epoch, lines) => {
      const fresh = newLines(records(epoch), lines);
      write(() => addBeside(fs, BESIDE_RECORDS, epoch, logHash, fresh, notice));
      return fresh.length;
    },
    snapshot: async (epoch) => {
      const seal = seals.find((item) => item.epoch === epoch);
      return seal === undefined ? undefined : readSnapshot(fs, seal).snapshot;
    },
    refusals: async () => refused.read(),
    check: async (): Promise<LogCheck> => {
      const check = await checkLog(fs);
      return { ...check, notices: [...notices, ...check.notices] };
    },
    close: async () => {
      if (closed) return;
      closed = true;
      journal.close();
      unlock?.();
    },
  };
};
