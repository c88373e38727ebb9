import type { DataError, EpochNumber } from '@subnet-scoring/core';
import { epochOfBytes } from '../directory/fact-line.js';
import { finding } from '../directory/finding.js';
import { type OnDamage, readSteps, startOf } from './checked-stream.js';
import { decodeSealing, type JournalPlace, type Sealing } from './seal-entry.js';
import type { Store } from './store.js';

/** What the journal is known to hold: it grows with every item that is read or written. */
export interface JournalState {
  /** Where facts of open epochs begin. */
  start: JournalPlace;
  /** Where the next item goes. */
  end: JournalPlace;
  readonly sealings: Sealing[];
  /** Lines of each epoch that is not sealed, in order of arrival: reading them again would cost as much as opening did. */
  readonly open: Map<EpochNumber, string[]>;
}

/** A fact of the journal, and the place before it. */
export interface JournalFact {
  readonly epoch: EpochNumber;
  readonly line: string;
  readonly before: JournalPlace;
}

/** What walking over the journal meets. */
export interface JournalVisitor {
  readonly fact: (fact: JournalFact) => void;
  readonly seal: (sealing: Sealing) => void;
  readonly damage?: OnDamage;
}

const unreadable = (stream: string, line: number, found: string): DataError =>
  finding('BAD_LOG_FILE', { file: stream, line }, 'a fact or a seal', found, 'restore the stream from a backup');

/** Reads the journal from a place to its end, and answers where that is. */
export const walkJournal = async (
  store: Store,
  stream: string,
  from: JournalPlace | undefined,
  { fact, seal, damage }: JournalVisitor,
): Promise<JournalPlace> => {
  let at: JournalPlace = from ?? { ...startOf(stream), position: 0 };
  for await (const { item, before, after } of readSteps(store, stream, at, damage)) {
    at = { ...after, position: at.position };
    if (item === undefined) continue;
    const { type, data } = item;
    const epoch = type === 'fact' ? epochOfBytes(Buffer.from(data)) : undefined;
    const sealing = type === 'seal' ? decodeSealing(data) : undefined;
    if (epoch !== undefined)
      fact({
        epoch: epoch as EpochNumber,
        line: Buffer.from(data).toString('utf8'),
        before: { ...before, position: at.position },
      });
    else if (sealing !== undefined) seal(sealing);
    else damage?.(unreadable(stream, before.count + 1, type));
    if (type === 'fact') at = { ...at, position: at.position + 1 };
  }
  return at;
};

/** Takes a fact or a seal into the state. */
export const takeFact = ({ open, sealings }: JournalState, epoch: EpochNumber, line: string): void => {
  if (sealings.some(({ seal }) => seal.epoch === epoch)) return;
  const lines = open.get(epoch);
  if (lines === undefined) open.set(epoch, [line]);
  else lines.push(line);
};

/** Takes a seal into the state; one that is known changes nothing. */
export const takeSeal = ({ open, sealings }: JournalState, sealing: Sealing): void => {
  if (sealings.some(({ seal }) => seal.seal === sealing.seal.seal)) return;
  sealings.push(sealing);
  open.delete(sealing.seal.epoch);
};

/**
 * Reads what was added behind the state's end, by whomever; answers the seals that stood there. The state changes only when all of
 * it was read.
 */
export const catchUp = async (
  store: Store,
  stream: string,
  state: JournalState,
  damage?: OnDamage,
): Promise<readonly Sealing[]> => {
  const changes: (() => void)[] = [];
  const seals: Sealing[] = [];
  const end = await walkJournal(store, stream, state.end, {
    fact: ({ epoch, line }) => void changes.push(() => takeFact(state, epoch, line)),
    seal: (sealing) => {
      seals.push(sealing);
      changes.push(() => takeSeal(state, sealing));
    },
    ...(damage === undefined ? {} : { damage }),
  });
  for (const change of changes) change();
  state.end = end;
  return seals;
};
