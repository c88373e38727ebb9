import type { Hash32 } from '@subnet-scoring/core';
import { dataFailure, positionConflict } from '../directory/failure.js';
import { sha256Hex } from '../directory/log-file.js';
import { assertSeal, keptBy, refuseToLose } from '../directory/seal-rules.js';
import { nodeHost } from '../node/host.js';
import type { SealedEpoch } from '../ports.js';
import { appendItems } from './checked-stream.js';
import { catchUp, type JournalState, takeSeal, walkJournal } from './journal.js';
import { addLines } from './lines.js';
import type { StreamNames } from './names.js';
import { addRefused } from './refused.js';
import { entryItem, type JournalPlace, type SealEntry, sealItem } from './seal-entry.js';
import { sealingOf, writeSealed } from './sealed-streams.js';
import type { Store } from './store.js';

/** The parts of an open log that sealing works on. */
export interface SealParts {
  readonly store: Store;
  readonly names: StreamNames;
  readonly logHash: Hash32;
  readonly state: JournalState;
  readonly entries: SealEntry[];
  readonly now: () => number;
}

/**
 * Reads the open facts once more: all of them must be kept. Answers where the facts begin that stay open; a seal is never before
 * that place, so that opening always reads at least one and sees that the journal is whole.
 */
const checkJournal = async ({ store, names, state }: SealParts, sealed: SealedEpoch): Promise<JournalPlace> => {
  const isKept = keptBy(sealed);
  const done = new Set([sealed.seal.epoch, ...state.sealings.map(({ seal }) => seal.epoch)]);
  let firstOpen: JournalPlace | undefined;
  const end = await walkJournal(store, names.journal, state.start, {
    fact: ({ epoch, line, before }) => {
      if (!done.has(epoch)) firstOpen ??= before;
      if (epoch === sealed.seal.epoch && !isKept(line)) refuseToLose(line);
    },
    seal: () => undefined,
    damage: (error) => {
      throw dataFailure(error);
    },
  });
  return firstOpen ?? end;
};

/** Adds seals of the journal to the seals stream; after an interruption these may be several. */
export const writeEntries = async (
  { store, names, state, entries }: Omit<SealParts, 'logHash' | 'now'>,
  from: JournalPlace,
): Promise<void> => {
  const fresh = state.sealings
    .slice(entries.length)
    .map((sealing) => ({ ...sealing, from, taken: state.end.position }));
  if (fresh.length === 0) return;
  const chosen = fresh.map((entry) => Buffer.from(entryItem(entry).data).toString('utf8'));
  await addLines(store, names.seals, 'seal-entry', (known) => chosen.slice(Math.max(0, known.length - entries.length)));
  entries.push(...fresh);
};

/**
 * Closes an epoch. Everything that belongs to it is written first, to streams that only this seal names; the seal itself goes into
 * the journal, where it is refused if anybody appended meanwhile. An interruption before that leaves the epoch open, one behind it
 * leaves a sealed epoch that the next writer adds to the seals stream.
 */
export const sealEpoch = async (parts: SealParts, sealed: SealedEpoch): Promise<void> => {
  const { store, names, logHash, state, now } = parts;
  await catchUp(store, names.journal, state);
  const { seal, lines, late, claims } = sealed;
  const last = state.sealings[state.sealings.length - 1]?.seal;
  const segment = sha256Hex(Buffer.from(lines.map((line) => `${line}\n`).join('')));
  assertSeal(sealed, { sha256: nodeHost.sha256, logHash, last, segment });
  const from = await checkJournal(parts, sealed);
  const sealing = sealingOf(sealed);
  await addRefused(store, names.refused, late, now);
  await writeSealed(store, names, sealed, sealing.key);
  await addLines(store, names.claimsOf(seal.epoch), 'claim', (known) =>
    claims.filter((claim) => !known.includes(claim)),
  );
  const { end, conflict } = await appendItems(store, names.journal, state.end, [sealItem(sealing)]);
  if (conflict) {
    const { position } = state.end;
    await catchUp(store, names.journal, state);
    throw positionConflict(position, state.end.position);
  }
  const before = state.end.count < from.count ? state.end : from;
  state.end = { ...end, position: state.end.position };
  takeSeal(state, sealing);
  state.start = before;
  await writeEntries(parts, before);
};
