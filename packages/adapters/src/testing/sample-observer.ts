import {
  type Account,
  accountFromBytes,
  type Block,
  type EpochNumber,
  encodeUtf8,
  type Fact,
  type Hash32,
  type NetUid,
  toHex,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { nodeHost } from '../node/index.js';
import type { Bucket } from '../ports.js';
import { sr25519Verifier } from '../signatures/index.js';
import {
  FOLDER_LIMITS,
  type Measure,
  NOTHING_KNOWN,
  type Observation,
  type Observer,
  observeFolder,
} from '../submissions/index.js';

export const EXTRACTOR = 'listing@1';
export const genesis = '2f'.repeat(32) as Hash32;
export const nonce = 'a1'.repeat(32) as Hash32;
export const epoch = 7 as EpochNumber;
export const netuid = 46 as NetUid;
export const by = accountFromBytes(new Uint8Array(32).fill(9));

export const sha256Of = (text: string): Hash32 => toHex(nodeHost.sha256(encodeUtf8(text))) as Hash32;

/** An extractor that counts bytes, and cannot measure what begins with a zero. */
export const sampleMeasure: Measure = async (bytes, zipcode) =>
  bytes[0] === 0
    ? E.left({ code: 'NOT_JSON', at: {}, expected: 'rows', found: 'a zero byte', help: '' })
    : E.right({
        contentSha256: toHex(nodeHost.sha256(bytes)) as Hash32,
        duplicateIdRows: 0,
        extractor: EXTRACTOR,
        filled: {},
        header: { epoch, hotkey: by, netuid, nonce },
        rows: bytes.length,
        rowsRoot: sha256Of('rows'),
        wrongZipRows: 0,
        zipcode,
      });

/** An observer whose head is one block further each time it is asked, from 101. */
export const sampleObserver = (bucket: Bucket, given: Partial<Observer> = {}): Observer => {
  let head = 100;
  const headAt: Observer['headAt'] = async () => {
    head += 1;
    return E.right(head as Block);
  };
  return {
    bucket,
    netuid,
    genesis,
    epoch,
    by,
    host: nodeHost,
    verify: sr25519Verifier(),
    headAt,
    measure: sampleMeasure,
    known: NOTHING_KNOWN,
    limits: FOLDER_LIMITS,
    ...given,
  };
};

/** Everything that observing a folder yields. */
export const observeAll = async (observer: Observer, hotkey: Account): Promise<readonly Observation[]> => {
  const found: Observation[] = [];
  for await (const observation of observeFolder(observer, hotkey)) found.push(observation);
  return found;
};

export const factsOf = (found: readonly Observation[]): readonly Fact[] =>
  found.flatMap((item) => (item.kind === 'fact' ? [item.fact.event] : []));
