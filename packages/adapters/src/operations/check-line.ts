import {
  type ChainRecord,
  type DataError,
  type Decoded,
  decodeFact,
  decodeLineBytes,
  decodeRecord,
  type Fact,
  type Host,
  type LogHeader,
  resolveActivation,
  shorten,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Verifier } from '../ports.js';
import { evidenceMessage, lineMessage } from '../signatures/index.js';

const refuse = (code: DataError['code'], path: string, expected: string, found: unknown, help: string) =>
  E.left<DataError, never>({ code, at: { path }, expected, found: shorten(found), help });

const wrongNetuid = ({ netuid }: LogHeader, found: number) =>
  refuse('WRONG_NETUID', '/netuid', `${netuid}`, found, 'this log is for another subnet');

const checkAuthority = async (
  header: LogHeader,
  { event, line }: Decoded<Fact>,
  host: Host,
  verify: Verifier,
): Promise<E.Either<DataError, void>> => {
  const ruled = event.type === 'EpochOpened' || event.type === 'MechanismActivated';
  if (ruled && event.by !== header.authority) {
    return refuse(
      'UNAUTHORISED',
      '/by',
      `the log's authority ${header.authority}`,
      event.by,
      'only the authority opens epochs and activates rules',
    );
  }
  // The owner of a "local" log vouches for what it appends; there is no key to check its lines with.
  if (header.authority === 'local' || !(ruled || event.type === 'EvidenceListed')) return E.right(undefined);
  const message =
    event.type === 'EvidenceListed'
      ? evidenceMessage(host.sha256, header.genesis, event.netuid, event.epoch, event.data.count, event.data.root)
      : lineMessage(host.sha256, header.genesis, line);
  if (event.sig !== undefined && (await verify(message, event.sig, event.by ?? ''))) return E.right(undefined);
  return refuse(
    'BAD_SIGNATURE',
    '/sig',
    `a signature of ${event.by} over this line`,
    event.sig ?? 'none',
    `sign it with the key named in "by"${ruled ? ': subnet-cli log sign' : ''}`,
  );
};

/** Every check that a line passes before it is appended or imported: bytes, codec, canonical form, subnet, authority, rules. */
export const checkLine = async (
  header: LogHeader,
  bytes: Uint8Array,
  host: Host,
  verify: Verifier,
): Promise<E.Either<DataError, Decoded<Fact>>> => {
  const text = decodeLineBytes(bytes, host.decodeText);
  if (E.isLeft(text)) return text;
  const decoded = decodeFact(text.right, host.sha256);
  if (E.isLeft(decoded)) return decoded;
  const { event } = decoded.right;
  if (event.netuid !== header.netuid) return wrongNetuid(header, event.netuid);
  const authorised = await checkAuthority(header, decoded.right, host, verify);
  if (E.isLeft(authorised)) return authorised;
  if (event.type !== 'MechanismActivated') return decoded;
  const rules = resolveActivation(event.data);
  return E.isLeft(rules) ? rules : decoded;
};

/** Every check that a line passes before it is kept as a record: bytes, codec, canonical form, subnet. */
export const checkRecord = (
  header: LogHeader,
  bytes: Uint8Array,
  host: Host,
): E.Either<DataError, Decoded<ChainRecord>> => {
  const text = decodeLineBytes(bytes, host.decodeText);
  if (E.isLeft(text)) return text;
  const decoded = decodeRecord(text.right);
  if (E.isLeft(decoded) || decoded.right.event.netuid === header.netuid) return decoded;
  return wrongNetuid(header, decoded.right.event.netuid);
};
