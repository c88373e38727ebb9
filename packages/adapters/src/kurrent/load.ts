import { type DataError, decodeHeader, type Hash32, headerHash, type LogHeader } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { finding } from '../directory/finding.js';
import { nodeHost } from '../node/host.js';
import { checkSeals } from './check-seals.js';
import { type OnDamage, startOf } from './checked-stream.js';
import { catchUp, type JournalState } from './journal.js';
import { readLines } from './lines.js';
import type { StreamNames } from './names.js';
import { decodeEntry, type SealEntry } from './seal-entry.js';
import type { Store } from './store.js';

/** What opening a log reads. */
export interface LoadedLog {
  readonly header: LogHeader;
  readonly logHash: Hash32;
  readonly state: JournalState;
  /** Seals that the seals stream knows; those of the journal may be more after an interruption. */
  readonly entries: SealEntry[];
  readonly damage: readonly DataError[];
  readonly missing: number;
}

/** Reads the header; MISSING_FILE where there is no log. */
export const readHeader = async (store: Store, { log }: StreamNames): Promise<E.Either<DataError, LogHeader>> => {
  const findings: DataError[] = [];
  const { lines } = await readLines(store, log, (error) => findings.push(error));
  if (findings[0] !== undefined) return E.left(findings[0]);
  const [line] = lines;
  const help = 'make the log first, or check the name in the address';
  if (line === undefined)
    return E.left(finding('MISSING_FILE', { file: log }, 'the header of a log', 'no event', help));
  const decoded = decodeHeader(line);
  return E.isLeft(decoded) ? E.left({ ...decoded.left, at: { ...decoded.left.at, file: log } }) : decoded;
};

/** The seals stream; an event that cannot be read is reported and left out. */
export const readEntries = async (store: Store, stream: string, onDamage: OnDamage): Promise<SealEntry[]> => {
  const { lines } = await readLines(store, stream, onDamage);
  return lines.flatMap((line, at) => {
    const entry = decodeEntry(Buffer.from(line));
    if (entry !== undefined) return [entry];
    onDamage(finding('BAD_LOG_FILE', { file: stream, line: at + 1 }, 'a seal', line.slice(0, 80)));
    return [];
  });
};

/** Reads header, seals and what is open. */
export const loadLog = async (store: Store, names: StreamNames): Promise<E.Either<DataError, LoadedLog>> => {
  const header = await readHeader(store, names);
  if (E.isLeft(header)) return header;
  const damage: DataError[] = [];
  const onDamage: OnDamage = (error) => void damage.push(error);
  const logHash = headerHash(nodeHost.sha256, header.right);
  const entries = await readEntries(store, names.seals, onDamage);
  const last = entries[entries.length - 1];
  const start = last?.from ?? { ...startOf(names.journal), position: 0 };
  const state: JournalState = {
    start,
    end: start,
    sealings: entries.map(({ seal, key }) => ({ seal, key })),
    open: new Map(),
  };
  const seals = await catchUp(store, names.journal, state, onDamage);
  const isWhole = last === undefined || seals.some(({ seal }) => seal.seal === last.seal.seal);
  const missing = isWhole ? 0 : Math.max(0, last.taken - state.end.position);
  if (!isWhole) {
    const at = { file: names.journal, line: state.end.count + 1 };
    const expected = `the seal of epoch ${last.seal.epoch}, behind ${last.taken} facts`;
    damage.push(finding('FACTS_MISSING', at, expected, `the end of the stream, behind ${state.end.position} facts`));
  }
  damage.push(...checkSeals(state.sealings, logHash, names.journal));
  return E.right({ header: header.right, logHash, state, entries, damage, missing });
};
