import { createHash } from 'node:crypto';
import { type DataError, type EpochNumber, type Hash32, toHex } from '@subnet-scoring/core';
import { isDataFailure } from '../directory/failure.js';
import { finding } from '../directory/finding.js';
import type { LogCheck } from '../ports.js';
import { checkSeals } from './check-seals.js';
import type { OnDamage } from './checked-stream.js';
import { walkJournal } from './journal.js';
import { readLines } from './lines.js';
import { type LoadedLog, readEntries } from './load.js';
import type { StreamNames } from './names.js';
import type { Sealing } from './seal-entry.js';
import { readSealedSignatures, readSealedSnapshot, readSegmentPieces } from './sealed-streams.js';
import type { Store } from './store.js';

/** Work whose data failure is a finding; whatever else it throws is thrown on. */
const collect = async (onDamage: OnDamage, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!isDataFailure(error)) throw error;
    const { code, at, expected, found, help } = error;
    onDamage({ code, at, expected, found, help });
  }
};

const LF = 0x0a;

const checkSegment = async (store: Store, stream: string, { seal }: Sealing, onDamage: OnDamage): Promise<void> => {
  const sha256 = createHash('sha256');
  let lines = 0;
  for await (const piece of readSegmentPieces(store, stream)) {
    sha256.update(piece);
    for (let at = piece.indexOf(LF); at >= 0; at = piece.indexOf(LF, at + 1)) lines += 1;
  }
  const segment = toHex(sha256.digest()) as Hash32;
  const at = { file: stream };
  if (lines !== seal.count) onDamage(finding('SEGMENT_COUNT', at, `${seal.count} lines`, `${lines} lines`));
  if (segment !== seal.segment) onDamage(finding('SEGMENT_HASH', at, seal.segment, segment));
};

const checkSealed = async (store: Store, names: StreamNames, sealing: Sealing, onDamage: OnDamage): Promise<void> => {
  const { epoch } = sealing.seal;
  const { key } = sealing;
  await collect(onDamage, () => checkSegment(store, names.segmentOf(epoch, key), sealing, onDamage));
  await collect(onDamage, async () => void (await readSealedSignatures(store, names.signaturesOf(epoch, key))));
  await collect(onDamage, async () => void (await readSealedSnapshot(store, names.snapshotOf(epoch, key))));
};

/** Reads every stream of a log and compares every event with its id, every seal with the one before it and its segment. */
export const checkLog = async (store: Store, names: StreamNames, loaded: LoadedLog): Promise<LogCheck> => {
  const findings: DataError[] = [];
  const onDamage: OnDamage = (error) => void findings.push(error);
  const epochs = new Set<EpochNumber>();
  const sealings: Sealing[] = [];
  const end = await walkJournal(store, names.journal, undefined, {
    fact: ({ epoch }) => void epochs.add(epoch),
    seal: (sealing) => void sealings.push(sealing),
    damage: onDamage,
  });
  const entries = await readEntries(store, names.seals, onDamage);
  const last = entries[entries.length - 1];
  const missing = Math.max(loaded.missing, (last?.taken ?? 0) - end.position);
  if (missing > 0 && loaded.missing === 0)
    onDamage(
      finding('FACTS_MISSING', { file: names.journal, line: end.count + 1 }, `${last?.taken} facts`, `${end.position}`),
    );
  findings.push(...checkSeals(sealings, loaded.logHash, names.journal));
  for (const sealing of sealings) await checkSealed(store, names, sealing, onDamage);
  for (const { seal } of sealings) epochs.add(seal.epoch);
  const recorded = (await readLines(store, names.records, onDamage)).lines;
  const beside = [...[...epochs].map(names.claimsOf), ...recorded.map((epoch) => names.recordsOf(Number(epoch)))];
  for (const stream of beside) await readLines(store, stream, onDamage);
  const refused = (await readLines(store, names.refused, onDamage)).lines.length;
  const known = new Set(findings.map((item) => JSON.stringify([item.code, item.at])));
  const opened = loaded.damage.filter(({ code, at }) => !known.has(JSON.stringify([code, at])));
  return { findings: [...opened, ...findings], missing, notices: [], refused };
};
