import {
  type EpochNumber,
  encodeCanonical,
  type Host,
  headerHash,
  type LogHeader,
  pureHost,
  segmentHash,
} from '@subnet-scoring/core';
import { epochOfLine } from '../directory/fact-line.js';
import { dataFailure, positionConflict } from '../directory/failure.js';
import { newLines } from '../directory/new-lines.js';
import { cutFields, refusalFields } from '../directory/refusal-fields.js';
import { assertSeal, keptBy, refuseToLose, sealedEpochError } from '../directory/seal-rules.js';
import type { EventLog, Refused, SealedEpoch } from '../ports.js';

const epochOf = (line: string): EpochNumber => {
  const epoch = epochOfLine(line);
  if (epoch === undefined || line.includes('\n'))
    throw new TypeError(`append takes checked lines, not ${line.slice(0, 80)}`);
  return epoch as EpochNumber;
};

const PIECE_BYTES = 1_048_576;

async function* piecesOf(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.slice(at, at + PIECE_BYTES);
}

const lineOf = ({ line, cut }: Refused) => (cut === undefined ? { line } : cutFields(cut));

/** A log that lives as long as the process: for tests, for what-if questions, and for a browser. */
export const memoryLog = (header: LogHeader, host: Host = pureHost): EventLog => {
  const open = new Map<EpochNumber, string[]>();
  const sealed: SealedEpoch[] = [];
  const claims = new Map<EpochNumber, string[]>();
  const records = new Map<EpochNumber, readonly string[]>();
  const refusals: string[] = [];
  let position = 0;
  const find = (epoch: EpochNumber): SealedEpoch | undefined => sealed.find((item) => item.seal.epoch === epoch);
  const linesOf = (epoch: EpochNumber): string[] => {
    const lines = open.get(epoch) ?? [];
    open.set(epoch, lines);
    return lines;
  };
  const addClaims = (epoch: EpochNumber, lines: readonly string[]): void =>
    void claims.set(epoch, [...(claims.get(epoch) ?? []), ...lines]);
  const refuse = (lines: readonly Refused[]): void =>
    void refusals.push(...lines.map((item) => encodeCanonical({ ...refusalFields(item), ...lineOf(item) })));
  return {
    header,
    damage: [],
    append: async (lines, expectedPosition) => {
      if (expectedPosition !== undefined && expectedPosition !== position)
        throw positionConflict(expectedPosition, position);
      const batch = lines.map((line) => ({ line, epoch: epochOf(line) }));
      for (const { epoch } of batch) if (find(epoch) !== undefined) throw dataFailure(sealedEpochError(epoch));
      for (const { line, epoch } of batch) linesOf(epoch).push(line);
      position += batch.length;
      return { position, count: batch.length };
    },
    refuse: async (lines) => refuse(lines),
    position: async () => position,
    openEpochs: async () =>
      [...open].sort(([a], [b]) => a - b).map(([epoch, lines]) => ({ epoch, lines: lines.length })),
    readOpen: async (epoch) => [...(open.get(epoch) ?? [])],
    seals: async () => sealed.map(({ seal }) => seal),
    readSegment: (epoch) => {
      const item = find(epoch);
      if (item === undefined) throw new RangeError(`readSegment: epoch ${epoch} is not sealed`);
      return piecesOf(item.lines);
    },
    readSignatures: async (epoch) => find(epoch)?.signatures ?? [],
    seal: async (item) => {
      const { epoch } = item.seal;
      const segment = segmentHash(host, item.lines);
      const last = sealed[sealed.length - 1]?.seal;
      assertSeal(item, { sha256: host.sha256, logHash: headerHash(host.sha256, header), last, segment });
      const isKept = keptBy(item);
      for (const line of open.get(epoch) ?? []) if (!isKept(line)) refuseToLose(line);
      refuse(item.late);
      const known = new Set(claims.get(epoch));
      addClaims(
        epoch,
        item.claims.filter((claim) => !known.has(claim)),
      );
      sealed.push(item);
      open.delete(epoch);
    },
    claims: async (epoch) => [...(claims.get(epoch) ?? [])],
    appendClaims: async (epoch, lines) => addClaims(epoch, lines),
    recordEpochs: async () => [...records.keys()].sort((a, b) => a - b),
    records: async (epoch) => records.get(epoch) ?? [],
    appendRecords: async (epoch, lines) => {
      const fresh = newLines(records.get(epoch) ?? [], lines);
      if (fresh.length > 0) records.set(epoch, [...(records.get(epoch) ?? []), ...fresh]);
      return fresh.length;
    },
    snapshot: async (epoch) => find(epoch)?.snapshot,
    refusals: async () => [...refusals],
    check: async () => ({ findings: [], missing: 0, notices: [], refused: refusals.length }),
    close: async () => undefined,
  };
};
