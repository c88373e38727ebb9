import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { openLog } from '@subnet-scoring/adapters/directory';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import type { DataError, EpochNumber } from '@subnet-scoring/core';
import type { Either } from 'fp-ts/lib/Either.js';
import { dataError, fail, usageError } from '../cli-error.js';
import type { Context } from '../context.js';
import type { ExitCode } from '../exit.js';
import { onInterrupt } from '../interrupt.js';
import type { Io } from '../io.js';
import type { LogOptions } from './options.js';
import { responsive } from './responsive.js';
import { isAddress, openStoreLog, shownAddress } from './store-log.js';

const DEFAULT = 'subnet-log';

/**
 * Where the log is: the option, then SUBNET_LOG, then ./subnet-log when it is there; a path, or the address of an event store.
 * Only places, never what is scored.
 */
export const logDirectory = ({ cwd, env }: Io, { log }: LogOptions): string => {
  const named = log ?? (env['SUBNET_LOG'] === '' ? undefined : env['SUBNET_LOG']);
  if (named !== undefined) return isAddress(named) ? named : resolve(cwd, named);
  if (existsSync(join(cwd, DEFAULT))) return join(cwd, DEFAULT);
  throw usageError(
    'which log? There is no --log, no SUBNET_LOG and no ./subnet-log',
    'name one with --log DIR, make one with `subnet-cli init`, or look around with `subnet-cli demo`',
  );
};

/** A path as somebody in the current directory would write it. */
export const shownPath = ({ cwd }: Pick<Io, 'cwd'>, path: string): string => {
  if (isAddress(path)) return shownAddress(path);
  const near = relative(cwd, path);
  return near === '' ? '.' : near.startsWith('..') ? path : near;
};

/** What to add to a command line so that it finds this log; nothing for the one that is found by itself. */
export const logFlag = (io: Pick<Io, 'cwd'>, directory: string): string =>
  directory === join(io.cwd, DEFAULT) ? '' : ` --log ${shownPath(io, directory)}`;

/** Tells "there is no log" apart from "the log is broken". */
export const assertLog = (directory: string): void => {
  if (isAddress(directory)) return; // opening it says so
  const found = statSync(directory, { throwIfNoEntry: false });
  if (found?.isDirectory() === false) {
    throw fail({ exit: 16, code: 'NOT_A_LOG', message: `${directory} is a file`, help: 'name the directory of a log' });
  }
  if (existsSync(join(directory, 'log.json')) || existsSync(join(directory, 'journal.ndjson'))) return;
  const make = `make one: subnet-cli log init ${directory} --netuid N`;
  const [message, help] =
    found === undefined
      ? [`no log in ${directory}: there is no such directory`, `check the path, or ${make}`]
      : [`no log in ${directory}`, make];
  throw fail({ exit: 16, code: 'NOT_A_LOG', message, help });
};

const ASIDE = 'aside';

/** What was cut from torn files and kept aside, by name. */
const keptAside = (directory: string): readonly string[] =>
  existsSync(join(directory, ASIDE)) ? readdirSync(join(directory, ASIDE)) : [];

/** Ends the command when something is gone: passing over it would answer for less than the log holds. */
export const assertWhole = (errors: readonly DataError[]): void => {
  if (errors.length === 0) return;
  const help = 'see: subnet-cli log verify';
  throw fail({ exit: 12, code: 'INVALID', message: 'the log was altered', errors, help });
};

/** Opens the log at a path, or at the address of an event store. */
export const openAt = async (directory: string, readOnly: boolean): Promise<Either<DataError, EventLog>> =>
  isAddress(directory) ? openStoreLog(directory, readOnly) : openLog(directory, { readOnly });

/** Opens the log, hands it over, and closes it whatever happens; says what came of it. */
export const useLog = async <A>(
  context: Context,
  options: LogOptions,
  mode: 'read' | 'write',
  use: (log: EventLog, directory: string) => Promise<A>,
): Promise<A> => {
  const directory = logDirectory(context.io, options);
  assertLog(directory);
  const before = keptAside(directory);
  const opened = await openAt(directory, mode === 'read');
  if (opened._tag === 'Left') throw dataError(opened.left);
  const log = responsive(opened.right);
  const cut = keptAside(directory).filter((name) => !before.includes(name));
  await context.warn(
    ...cut.map((name) => `notice: an end that was never acknowledged was cut and is kept as ${ASIDE}/${name}`),
  );
  const close = (): Promise<void> => log.close();
  const done = onInterrupt(close);
  try {
    assertWhole(log.damage);
    return await use(log, isAddress(directory) ? shownAddress(directory) : directory);
  } finally {
    done();
    await close();
  }
};

/** The same for the whole of a command. */
export const withLog: (
  context: Context,
  options: LogOptions,
  mode: 'read' | 'write',
  use: (log: EventLog, directory: string) => Promise<ExitCode>,
) => Promise<ExitCode> = useLog;

/**
 * Ends the command when the files of a log were altered. A seal protects a sealed epoch; facts of an open one have only the
 * sums beside them, and those are compared here.
 */
export const assertSound = async (log: EventLog): Promise<void> => assertWhole((await log.check()).findings);

/** Every epoch of a log, sealed and open, ascending. */
export const epochsOf = async (log: EventLog): Promise<EpochNumber[]> => [
  ...(await log.seals()).map(({ epoch }) => epoch),
  ...(await log.openEpochs()).map(({ epoch }) => epoch),
];

/** Every epoch of a log that has facts or records, ascending. */
export const epochsWithRecords = async (log: EventLog): Promise<EpochNumber[]> =>
  [...new Set([...(await epochsOf(log)), ...(await log.recordEpochs())])].sort((a, b) => a - b);
