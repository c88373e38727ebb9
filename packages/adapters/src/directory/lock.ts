import { randomUUID } from 'node:crypto';
import { type DataError, encodeCanonical } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { type FileSystem, readFile, withFile } from './file-system.js';
import { finding } from './finding.js';
import { sha256Hex } from './log-file.js';
import { LOCK, newName } from './names.js';
import type { LockHolder, LockOwner } from './owner.js';

/** Gives the lock back. */
export type Unlock = () => void;

const TRIES = 8;
const CLAIM_DIGITS = 16;
const CLAIM = /^lock\.[0-9a-f]{16}(\.new)?$/;
/** How many takers in a row may have died while they took over. */
const DEPTH_MAX = 8;

const decodeHolder = (bytes: Buffer): LockHolder | undefined => {
  try {
    const { host, pid, start } = JSON.parse(bytes.toString('utf8')) as LockHolder;
    return typeof host === 'string' && Number.isSafeInteger(pid) && typeof start === 'string'
      ? { host, pid, start }
      : undefined;
  } catch {
    return undefined; // cut by a loss of power: whoever wrote it is gone
  }
};

const isStale = (holder: LockHolder | undefined, owner: LockOwner): boolean =>
  holder === undefined || (holder.host === owner.host && !owner.isRunning(holder));

const heldBy = (holder: LockHolder | undefined, owner: LockOwner): DataError =>
  finding(
    'BAD_LOG_FILE',
    { file: LOCK },
    'no other writer',
    holder === undefined ? 'a lock that changes hands' : `process ${holder.pid} on ${holder.host} writes to this log`,
    holder === undefined || holder.host === owner.host
      ? 'wait for it, or stop it; what only reads a log works meanwhile'
      : `whether it runs cannot be seen from ${owner.host}: delete the lock once it has ended; what only reads a log works meanwhile`,
  );

/**
 * Takes a lock file. A stale one is replaced by whoever holds a second lock named after its content: two that find the
 * same stale lock cannot both replace it, and one that comes late sees that the content has changed.
 */
const acquire = (fs: FileSystem, path: string, own: Buffer, owner: LockOwner, depth = 0): DataError | undefined => {
  let holder: LockHolder | undefined;
  for (let i = 0; i < TRIES; i += 1) {
    if (fs.createExclusive(path, own)) return undefined;
    const stale = readFile(fs, path);
    if (stale === undefined) continue;
    holder = decodeHolder(stale);
    if (!isStale(holder, owner)) return heldBy(holder, owner);
    const claim = `${LOCK}.${sha256Hex(stale).slice(0, CLAIM_DIGITS)}`;
    if (claim === path) {
      fs.remove(path); // a loss of power left two equal files, so nobody is taking over
      continue;
    }
    const refused = depth < DEPTH_MAX ? acquire(fs, claim, own, owner, depth + 1) : heldBy(undefined, owner);
    if (refused !== undefined) return refused;
    try {
      if (readFile(fs, path)?.equals(stale) !== true) continue;
      const next = newName(claim);
      withFile(fs, next, 'create', (handle) => fs.append(handle, own));
      fs.rename(next, path);
      return undefined;
    } finally {
      fs.remove(claim);
    }
  }
  return heldBy(holder, owner);
};

/** Makes this process the one writer of the log, or says who is. */
export const takeLock = (fs: FileSystem, owner: LockOwner): E.Either<DataError, Unlock> => {
  const { host, pid, start } = owner;
  const id = randomUUID(); // no two locks are equal, not even two of one process
  const own = Buffer.from(`${encodeCanonical({ host, id, pid, start })}\n`);
  const refused = acquire(fs, LOCK, own, owner);
  if (refused !== undefined) return E.left(refused);
  for (const name of fs.list('')) if (CLAIM.test(name)) fs.remove(name); // of takers that died, or came too late
  return E.right(() => {
    if (readFile(fs, LOCK)?.equals(own) === true) fs.remove(LOCK);
  });
};
