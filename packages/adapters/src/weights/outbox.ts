import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  type DataError,
  decodeSending,
  encodeSending,
  type Hash32,
  type Sending,
  type Sha256,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { insideOf } from '../directory/file-system.js';
import { takeLock, type Unlock } from '../directory/lock.js';
import { nodeFileSystem } from '../directory/node-file-system.js';
import { thisProcess } from '../directory/owner.js';
import { badFile, type WeightsFailure } from './failure.js';

/** A plan that was kept: still on its way, or done. */
export interface Kept {
  readonly sending: Sending;
  readonly done: boolean;
}

/** Looks at plans on their way; changes nothing. */
export interface OutboxReader {
  /** Plans that are not done, by file name; a damaged file is told, and keeps no other from its reveal. */
  readonly pending: () => readonly E.Either<WeightsFailure, Sending>[];
  /** A plan by its hash. */
  readonly find: (plan: Hash32) => E.Either<WeightsFailure, Kept | undefined>;
}

/**
 * Plans on their way, one file each, named by the plan's hash: the salt of a commit is on the disk before the commit is
 * sent, or nobody could ever reveal it. Directory 0700, files 0600.
 */
export interface Outbox extends OutboxReader {
  /** Keeps a plan: it is on the disk when this returns. */
  readonly write: (sending: Sending) => void;
  /** Puts a plan among those that are done. */
  readonly finish: (plan: Hash32) => void;
  /** Forgets a plan of which nothing ever reached the chain. */
  readonly drop: (plan: Hash32) => void;
  readonly close: Unlock;
}

const DONE = 'done';
const ENDING = '.json';

const syncDirectory = (path: string): void => {
  if (process.platform === 'win32') return; // directories cannot be opened there
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
};

const writeDurably = (directory: string, name: string, text: string): void => {
  const draft = join(directory, `${name}.new`);
  const handle = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, join(directory, name));
  syncDirectory(directory);
};

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const orMissing = <A>(read: () => A, missing: A): A => {
  try {
    return read();
  } catch (error) {
    if (isMissing(error)) return missing;
    throw error;
  }
};

/** Looks into the directory of plans on their way; there need be none. */
export const readOutbox = (sha256: Sha256, directory: string): OutboxReader => {
  const read = (path: string): E.Either<WeightsFailure, Sending | undefined> => {
    const text = orMissing(() => readFileSync(path, 'utf8'), undefined);
    if (text === undefined) return E.right(undefined);
    return E.mapLeft((error: DataError) => badFile(error, path))(decodeSending(sha256, text));
  };
  const keptAt = (path: string, done: boolean): E.Either<WeightsFailure, Kept | undefined> =>
    E.map((sending: Sending | undefined) => (sending === undefined ? undefined : { sending, done }))(read(path));
  return {
    pending: () => {
      const names = orMissing(() => readdirSync(directory), []).filter((name) => name.endsWith(ENDING));
      return names
        .sort((a, b) => (a < b ? -1 : 1))
        .map((name) => read(join(directory, name)))
        .filter(
          (sending): sending is E.Either<WeightsFailure, Sending> => E.isLeft(sending) || sending.right !== undefined,
        );
    },
    find: (plan) => {
      const open = keptAt(join(directory, `${plan}${ENDING}`), false);
      if (E.isLeft(open) || open.right !== undefined) return open;
      return keptAt(join(directory, DONE, `${plan}${ENDING}`), true);
    },
  };
};

/** Opens the directory of plans on their way, and makes it when it is missing. One process at a time may send. */
export const openOutbox = (sha256: Sha256, directory: string): E.Either<WeightsFailure, Outbox> => {
  mkdirSync(join(directory, DONE), { recursive: true, mode: 0o700 });
  const lock = takeLock(insideOf(nodeFileSystem, directory), thisProcess());
  if (E.isLeft(lock)) {
    const message = `weights are being sent by another command: ${lock.left.found}`;
    return E.left({ kind: 'unsettled', message, help: 'wait until it has ended' });
  }
  const at = (plan: Hash32): string => join(directory, `${plan}${ENDING}`);
  return E.right({
    ...readOutbox(sha256, directory),
    write: (sending) => writeDurably(directory, `${sending.plan.plan}${ENDING}`, `${encodeSending(sending)}\n`),
    finish: (plan) => {
      renameSync(at(plan), join(directory, DONE, `${plan}${ENDING}`));
      syncDirectory(join(directory, DONE));
      syncDirectory(directory);
    },
    drop: (plan) => rmSync(at(plan), { force: true }),
    close: lock.right,
  });
};
