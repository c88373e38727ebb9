import { epochName } from '../directory/names.js';

/** Names of a log's streams; all begin with the log's own name, such as subnet-46-journal. */
export interface StreamNames {
  /** The header, one event. */
  readonly log: string;
  /** Facts and seals in order of arrival; the authority for both. */
  readonly journal: string;
  /** For each seal, where the facts that were open behind it begin: opening reads the journal from there. */
  readonly seals: string;
  readonly refused: string;
  /** Epochs that have records. */
  readonly records: string;
  readonly recordsOf: (epoch: number) => string;
  readonly claimsOf: (epoch: number) => string;
  /** What is written once for a sealed epoch; `key` is a hash of all of it. */
  readonly segmentOf: (epoch: number, key: string) => string;
  readonly signaturesOf: (epoch: number, key: string) => string;
  readonly snapshotOf: (epoch: number, key: string) => string;
}

/** The streams of the log with a name. */
export const streamNames = (name: string): StreamNames => ({
  log: `${name}-log`,
  journal: `${name}-journal`,
  seals: `${name}-seals`,
  refused: `${name}-refused`,
  records: `${name}-records`,
  recordsOf: (epoch) => `${name}-records-${epochName(epoch)}`,
  claimsOf: (epoch) => `${name}-claims-${epochName(epoch)}`,
  segmentOf: (epoch, key) => `${name}-segment-${epochName(epoch)}-${key}`,
  signaturesOf: (epoch, key) => `${name}-signatures-${epochName(epoch)}-${key}`,
  snapshotOf: (epoch, key) => `${name}-snapshot-${epochName(epoch)}-${key}`,
});
