import * as E from 'fp-ts/lib/Either.js';
import { type StoreFailure, storeFailure } from './failure.js';

/** Where an event store is, and which of its logs is meant. */
export interface StoreAddress {
  /** For the client: the address without the name of the log. */
  readonly connection: string;
  readonly name: string;
}

const DEFAULT_NAME = 'subnet';
const ADDRESS = /^((?:kurrentdb|esdb)(?:\+discover)?:\/\/)([^/?\s]+)(?:\/([^/?\s]*))?(\?\S*)?$/;
const NAME = /^[a-z][a-z0-9-]{0,63}$/;

/** Reads kurrentdb://[USER:PASSWORD@]HOST:PORT[/NAME][?OPTIONS]; without a name the log is called "subnet". */
export const decodeAddress = (text: string): E.Either<StoreFailure, StoreAddress> => {
  const [, scheme, hosts, path = '', options = ''] = ADDRESS.exec(text) ?? [];
  if (scheme === undefined || hosts === undefined)
    return E.left(storeFailure('address', 'this is no address of an event store'));
  const name = path === '' ? DEFAULT_NAME : path;
  if (!NAME.test(name))
    return E.left(
      storeFailure('address', `the name of a log is a-z, 0-9 and "-", 64 at most, not ${JSON.stringify(name)}`),
    );
  return E.right({ connection: `${scheme}${hosts}${options}`, name });
};
