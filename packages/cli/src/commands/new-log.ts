import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createLog } from '@subnet-scoring/adapters/directory';
import { type Hash32, isAccount, type LogHeader, logHeader, type NetUid } from '@subnet-scoring/core';
import { InvalidArgumentError, Option } from 'commander';
import { dataError, fail } from '../cli-error.js';
import type { Io } from '../io.js';
import { hashOption, netuidOption } from './options.js';
import { createStoreLog, isAddress, shownAddress } from './store-log.js';

/** What a new log is made of. */
export interface NewLogOptions {
  readonly netuid: NetUid;
  readonly authority?: LogHeader['authority'];
  readonly genesis?: Hash32;
}

const NO_GENESIS = '0'.repeat(64) as Hash32;

const parseAuthority = (text: string): LogHeader['authority'] => {
  if (text === 'local' || isAccount(text)) return text;
  throw new InvalidArgumentError('Expected "local" or an SS58 address with prefix 42.');
};

export const newLogOptions = (): readonly Option[] => [
  netuidOption(),
  new Option(
    '--authority <hotkey>',
    'whose lines open epochs and activate rules; "local": a log of your own, without signatures (default: local)',
  ).argParser(parseAuthority),
  hashOption('--genesis <hash>', 'genesis hash of the chain; it binds signatures and seals to it (default: zeros)'),
];

/** Makes an empty log and says its header. */
export const makeLog = async (
  io: Io,
  directory: string,
  { netuid, authority = 'local', genesis = NO_GENESIS }: NewLogOptions,
): Promise<{ readonly directory: string; readonly header: LogHeader }> => {
  const header = logHeader(netuid, authority, genesis);
  if (isAddress(directory)) {
    const made = await createStoreLog(directory, header);
    if (made._tag === 'Left') throw dataError(made.left);
    await made.right.close();
    return { directory: shownAddress(directory), header };
  }
  const path = resolve(io.cwd, directory);
  if (existsSync(join(path, 'log.json'))) {
    const help = 'a log is never made anew: choose another directory, or append to this one';
    throw fail({ exit: 16, code: 'EEXIST', message: `there is a log in ${path} already`, help });
  }
  if (existsSync(path) && !statSync(path).isDirectory()) {
    throw fail({ exit: 16, code: 'ENOTDIR', message: `${path} is a file`, help: 'name a new directory' });
  }
  const created = createLog(path, header);
  if (created._tag === 'Left') throw dataError(created.left);
  await created.right.close();
  return { directory: path, header };
};
