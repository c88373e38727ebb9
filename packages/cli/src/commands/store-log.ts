import { homedir } from 'node:os';
import { join } from 'node:path';
import type { OpenFailure, StoreFailure } from '@subnet-scoring/adapters/kurrent';
import type { EventLog } from '@subnet-scoring/adapters/ports';
import type { DataError, LogHeader } from '@subnet-scoring/core';
import { type Either, left } from 'fp-ts/lib/Either.js';
import { fail, storeProblem } from '../cli-error.js';

/** Says whether a log is named by the address of an event store rather than by a path. */
export const isAddress = (log: string): boolean => /^[a-z]+(?:\+discover)?:\/\//.test(log);

/** An address as it may be shown: without user and password. */
export const shownAddress = (address: string): string => address.replace(/\/\/[^/?]*@/, '//***@');

/** A place on this machine for what belongs to a log of an event store and must not be in it; the same whoever logs in. */
export const besideAddress = (address: string): string => {
  const place = address.replace(/^[^:]*:\/\/(?:[^/?]*@)?/, '').replace(/\?.*$/, '');
  return join(homedir(), '.subnet-cli', place.replaceAll(/[^A-Za-z0-9.-]+/g, '-'));
};

const isStoreFailure = (failure: OpenFailure): failure is StoreFailure => 'kind' in failure;

const opened = (result: Either<OpenFailure, EventLog>, address: string): Either<DataError, EventLog> => {
  if (result._tag === 'Right') return result;
  if (isStoreFailure(result.left)) throw fail(storeProblem(result.left));
  if (result.left.code !== 'MISSING_FILE') return left(result.left);
  const shown = shownAddress(address);
  const help = `make one: subnet-cli log init ${shown} --netuid N`;
  throw fail({ exit: 16, code: 'NOT_A_LOG', message: `no log at ${shown}`, help });
};

/** Opens the log of an event store; its client is loaded only now. */
export const openStoreLog = async (address: string, readOnly: boolean): Promise<Either<DataError, EventLog>> => {
  const { openKurrentLog } = await import('@subnet-scoring/adapters/kurrent');
  return opened(await openKurrentLog(address, { readOnly }), address);
};

/** Makes an empty log in an event store. */
export const createStoreLog = async (address: string, header: LogHeader): Promise<Either<DataError, EventLog>> => {
  const { createKurrentLog } = await import('@subnet-scoring/adapters/kurrent');
  const created = await createKurrentLog(address, header);
  if (created._tag === 'Left' && !isStoreFailure(created.left) && created.left.found === 'a log') {
    const message = `there is a log at ${shownAddress(address)} already`;
    const help = 'a log is never made anew: choose another name, or append to this one';
    throw fail({ exit: 16, code: 'EEXIST', message, help });
  }
  return opened(created, address);
};
