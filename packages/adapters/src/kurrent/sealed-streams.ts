import { encodeCanonical, type Json } from '@subnet-scoring/core';
import { dataFailure } from '../directory/failure.js';
import { finding } from '../directory/finding.js';
import { sha256Hex } from '../directory/log-file.js';
import { encodeSeal } from '../directory/seals-file.js';
import type { SealedEpoch } from '../ports.js';
import { appendItems, readItems, startOf } from './checked-stream.js';
import type { Item } from './items.js';
import type { StreamNames } from './names.js';
import type { Sealing } from './seal-entry.js';
import type { Store } from './store.js';

type Signatures = SealedEpoch['signatures'];

const PIECE_BYTES = 262_144;
const KEY_DIGITS = 16;

const signatureBytes = (signatures: Signatures): Buffer => Buffer.from(encodeCanonical(signatures as unknown as Json));

/** First 16 hex digits of a hash of everything that is written for a seal: another content goes to other streams. */
export const sealingOf = ({ seal, signatures, snapshot }: SealedEpoch): Sealing => {
  const hashes = [Buffer.from(encodeSeal(seal)), signatureBytes(signatures), snapshot].map(sha256Hex);
  return { seal, key: sha256Hex(Buffer.from(hashes.join('\n'))).slice(0, KEY_DIGITS) };
};

const piecesOf = (lines: readonly string[]): readonly Item[] => {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const pieces: Item[] = [];
  for (let at = 0; at < bytes.length; at += PIECE_BYTES)
    pieces.push({ type: 'piece', data: bytes.subarray(at, at + PIECE_BYTES) });
  return pieces;
};

/** Writes segment, signatures and snapshot. A try that was interrupted is completed: same bytes, same ids, same streams. */
export const writeSealed = async (
  store: Store,
  names: StreamNames,
  sealed: SealedEpoch,
  key: string,
): Promise<void> => {
  const { seal, lines, signatures, snapshot } = sealed;
  const write = async (stream: string, items: readonly Item[]): Promise<void> => {
    const { conflict } = await appendItems(store, stream, startOf(stream), items);
    if (conflict)
      throw dataFailure(finding('BAD_LOG_FILE', { file: stream }, 'an empty stream', 'events of somebody else'));
  };
  await write(names.segmentOf(seal.epoch, key), piecesOf(lines));
  await write(names.signaturesOf(seal.epoch, key), [{ type: 'signatures', data: signatureBytes(signatures) }]);
  await write(names.snapshotOf(seal.epoch, key), [{ type: 'snapshot', data: snapshot }]);
};

/** The bytes of a sealed segment in pieces of at most 1 MiB. */
export async function* readSegmentPieces(store: Store, stream: string): AsyncGenerator<Uint8Array> {
  for await (const { data } of readItems(store, stream)) yield data;
}

/** The one item of a stream; undefined when it is not there. */
const readOne = async (store: Store, stream: string): Promise<Uint8Array | undefined> => {
  for await (const { data } of readItems(store, stream)) return data;
  return undefined;
};

/** Signatures beside a segment; rejects with a data failure when they are gone or altered. */
export const readSealedSignatures = async (store: Store, stream: string): Promise<Signatures> => {
  const data = await readOne(store, stream);
  if (data === undefined)
    throw dataFailure(finding('MISSING_FILE', { file: stream }, 'the signatures of a segment', 'no event'));
  return JSON.parse(Buffer.from(data).toString('utf8')) as Signatures;
};

/** The state after a sealed epoch; undefined when it is not kept. */
export const readSealedSnapshot = (store: Store, stream: string): Promise<Uint8Array | undefined> =>
  readOne(store, stream);
