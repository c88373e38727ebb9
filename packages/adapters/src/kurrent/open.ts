import { type DataError, encodeHeader, type LogHeader } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { finding } from '../directory/finding.js';
import type { EventLog } from '../ports.js';
import { decodeAddress } from './address.js';
import { appendItems, startOf } from './checked-stream.js';
import { connect } from './connect.js';
import { failureOf, isStoreError, type StoreFailure } from './failure.js';
import { lineItem } from './lines.js';
import { loadLog, readHeader } from './load.js';
import { logOver } from './log.js';
import { streamNames } from './names.js';
import { writeEntries } from './seal-epoch.js';
import type { Store } from './store.js';

/** How a log is opened. */
export interface KurrentOptions {
  /** Milliseconds that one call may take; 10,000 unless told otherwise. */
  readonly deadlineMs?: number;
  /** Milliseconds since 1970. Gives refused lines their day; nothing else depends on it. */
  readonly now?: () => number;
  /** Refuses changes. */
  readonly readOnly?: boolean;
}

/** Why a log was not opened: its data, or the store. */
export type OpenFailure = DataError | StoreFailure;

/** True for a failure of the store, false for bad data. */
export const isStoreFailure = (failure: OpenFailure): failure is StoreFailure => 'kind' in failure;

type Opened = Promise<E.Either<OpenFailure, EventLog>>;

/** Opens a log over a store that is there already; the log closes it. */
export const openLogOver = async (store: Store, name: string, options: KurrentOptions = {}): Opened => {
  const { now = Date.now, readOnly = false } = options;
  const names = streamNames(name);
  const loaded = await loadLog(store, names);
  if (E.isLeft(loaded)) return loaded;
  const { state, entries, damage } = loaded.right;
  const late = state.sealings.length - entries.length;
  const isInterrupted = late > 0 && damage.length === 0;
  if (isInterrupted && !readOnly) await writeEntries({ store, names, state, entries }, state.start);
  const notices = isInterrupted ? [`${late} of the seals in ${names.journal} were not in ${names.seals} yet`] : [];
  return E.right(logOver({ store, names, loaded: loaded.right, now, notices, readOnly }));
};

/** Makes an empty log over a store and opens it. */
export const createLogOver = async (
  store: Store,
  name: string,
  header: LogHeader,
  options: KurrentOptions = {},
): Opened => {
  const { log } = streamNames(name);
  const there = await readHeader(store, streamNames(name));
  const isFree = E.isLeft(there) && there.left.code === 'MISSING_FILE';
  const items = [lineItem('log', encodeHeader(header))];
  if (!isFree || (await appendItems(store, log, startOf(log), items)).conflict) {
    const help = 'open it, or choose another name';
    return E.left(finding('BAD_LOG_FILE', { file: log }, 'a name without a log', 'a log', help));
  }
  return openLogOver(store, name, options);
};

/** Connects, and closes the connection again when no log comes of it. */
const withStore = async (
  url: string,
  { deadlineMs }: KurrentOptions,
  use: (store: Store, name: string) => Opened,
): Opened => {
  const address = decodeAddress(url);
  if (E.isLeft(address)) return address;
  let store: Store | undefined;
  let opened: Awaited<Opened> | undefined;
  try {
    store = await connect(address.right.connection, deadlineMs);
    opened = await use(store, address.right.name);
    return opened;
  } catch (error) {
    if (!isStoreError(error)) throw error;
    return E.left(failureOf(error, 'opening'));
  } finally {
    if (opened === undefined || E.isLeft(opened)) await store?.close();
  }
};

/** Opens the log at an address such as kurrentdb://localhost:2113/subnet-46?tls=false. */
export const openKurrentLog = (url: string, options: KurrentOptions = {}): Opened =>
  withStore(url, options, (store, name) => openLogOver(store, name, options));

/** Makes an empty log at an address and opens it. */
export const createKurrentLog = (url: string, header: LogHeader, options: KurrentOptions = {}): Opened =>
  withStore(url, options, (store, name) => createLogOver(store, name, header, options));
