import type { DataError, LogHeader } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog, LogCheck } from '../ports.js';
import { checkLog } from './check.js';
import { makeDirectories, writeEmptyLog } from './create.js';
import { type FileSystem, insideOf, isGone } from './file-system.js';
import { loadLog } from './load.js';
import { takeLock, type Unlock } from './lock.js';
import { logOver } from './log.js';
import { mendLog } from './mend.js';
import { JOURNAL_SUMS, LOG } from './names.js';
import { nodeFileSystem } from './node-file-system.js';
import { type LockOwner, thisProcess } from './owner.js';
import { stampOf } from './stamp.js';
import { readSumsHeaderOf } from './sums.js';

/** What may stand in for the machine. */
export interface LogOptions {
  readonly fs?: FileSystem;
  /** Milliseconds since 1970. Gives refused lines their day; nothing else depends on it. */
  readonly now?: () => number;
  readonly owner?: LockOwner;
}

/** How a log is opened. */
export interface OpenOptions extends LogOptions {
  /** Takes no lock, mends nothing, refuses changes. What others write later is not seen. */
  readonly readOnly?: boolean;
}

type Result<A> = E.Either<DataError, A>;

const READ_TRIES = 20;

/** Opens what stands there now; undefined when somebody wrote meanwhile, so that two states may be mixed. */
const tryToRead = (fs: FileSystem, now: () => number, isLast: boolean): Result<EventLog> | undefined => {
  const before = stampOf(fs);
  const loaded = loadLog(fs);
  if (E.isLeft(loaded)) return loaded;
  const log = logOver({ fs, loaded: loaded.right, now, notices: [], unlock: undefined });
  // The sums take their new name before the journal does: the old sums are still there, so this is the old journal.
  const isOld = readSumsHeaderOf(fs, JOURNAL_SUMS)?.sum === loaded.right.headerSum;
  if (isLast || stampOf(fs) === before || (isOld && loaded.right.damage.length === 0)) return E.right(log);
  void log.close();
  return undefined;
};

/** Reads a log that somebody may be writing to: when it looks damaged, looks again. */
const openToRead = (fs: FileSystem, now: () => number): Result<EventLog> => {
  for (let i = 1; ; i += 1) {
    try {
      const opened = tryToRead(fs, now, i === READ_TRIES);
      if (opened !== undefined) return opened;
    } catch (error) {
      if (i === READ_TRIES || !isGone(error)) throw error; // a file took its new name between two calls
    }
  }
};

const openToWrite = (fs: FileSystem, now: () => number, unlock: Unlock): Result<EventLog> => {
  const first = loadLog(fs);
  if (E.isLeft(first)) return first;
  const notices = mendLog(fs, first.right);
  const loaded = notices.length === 0 ? first : loadLog(fs);
  return E.isLeft(loaded) ? loaded : E.right(logOver({ fs, loaded: loaded.right, now, notices, unlock }));
};

/** Holds the lock while the log is opened, and gives it back when that fails. */
const locked = (fs: FileSystem, owner: LockOwner, open: (unlock: Unlock) => Result<EventLog>): Result<EventLog> => {
  const lock = takeLock(fs, owner);
  if (E.isLeft(lock)) return lock;
  let opened: Result<EventLog> | undefined;
  try {
    opened = open(lock.right);
    return opened;
  } finally {
    if (opened === undefined || E.isLeft(opened)) lock.right();
  }
};

/** Makes a log in a directory and opens it for writing. A half-made one is completed. */
export const createLog = (directory: string, header: LogHeader, options: LogOptions = {}): Result<EventLog> => {
  const { fs = nodeFileSystem, now = Date.now, owner = thisProcess() } = options;
  makeDirectories(fs, directory);
  const inside = insideOf(fs, directory);
  return locked(inside, owner, (unlock) => {
    const refused = writeEmptyLog(inside, header);
    return refused === undefined ? openToWrite(inside, now, unlock) : E.left(refused);
  });
};

/**
 * Opens a log. What a crash left half-written is mended first and reported as a notice of `check`. A log whose
 * acknowledged facts are altered or gone opens all the same, to be read and checked; it refuses every change.
 */
export const openLog = (directory: string, options: OpenOptions = {}): Result<EventLog> => {
  const { fs = nodeFileSystem, now = Date.now, owner = thisProcess(), readOnly = false } = options;
  const inside = insideOf(fs, directory);
  // Where there is no log, reading says what is missing, and no lock is left in a directory that is none of ours.
  if (readOnly || inside.size(LOG) === undefined) return openToRead(inside, now);
  return locked(inside, owner, (unlock) => openToWrite(inside, now, unlock));
};

/** Checks a log that cannot be opened, or need not be. */
export const checkLogAt = (directory: string, fs: FileSystem = nodeFileSystem): Promise<LogCheck> =>
  checkLog(insideOf(fs, directory));
