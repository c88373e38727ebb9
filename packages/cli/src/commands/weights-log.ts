import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { EpochNumber, LogHeader } from '@subnet-scoring/core';
import { dataError, problemOf } from '../cli-error.js';
import type { Context } from '../context.js';
import { assertLog, logDirectory, openAt, shownPath, withLog } from './open-log.js';
import type { LogOptions } from './options.js';
import { besideAddress, isAddress } from './store-log.js';

/** A place on this machine for what belongs to a log and must not be in it, without an ending. */
export const besideLog = (log: string): string => (isAddress(log) ? besideAddress(log) : log);

/** Where plans on their way are kept: beside the log, because the log is for everybody and a salt is not. */
export const commitsDirectory = (log: string): string => `${besideLog(log)}.commits`;

/** The header of a log, and where it is; the log is closed again, so that others may write while the chain is asked. */
export const logHeaderOf = async (
  { io }: Context,
  options: LogOptions,
): Promise<{ readonly header: LogHeader; readonly directory: string }> => {
  const directory = logDirectory(io, options);
  assertLog(directory);
  const opened = await openAt(directory, true);
  if (opened._tag === 'Left') throw dataError(opened.left);
  const { header } = opened.right;
  await opened.right.close();
  return { header, directory };
};

const UNRECORDED = 'unrecorded.ndjson';

/**
 * Keeps records in the log. What was sent is sent, whether it can be noted or not: while another process writes to the log, the record
 * waits in a file that `log append` takes.
 */
export const recorder =
  (context: Context, directory: string, epoch: EpochNumber) =>
  async (line: string): Promise<void> => {
    try {
      await withLog(context, { log: directory }, 'write', async (log) => {
        await log.appendRecords(epoch, [line]);
        return 0;
      });
    } catch (error) {
      const { message } = problemOf(error);
      const commits = commitsDirectory(directory);
      mkdirSync(commits, { recursive: true, mode: 0o700 });
      const file = join(commits, UNRECORDED);
      appendFileSync(file, `${line}\n`, { mode: 0o600, flush: true });
      await context.warn(
        `warning: the record of what was sent is not in the log yet: ${message}`,
        `  help: add it later with: subnet-cli log append ${shownPath(context.io, file)}`,
      );
    }
  };
