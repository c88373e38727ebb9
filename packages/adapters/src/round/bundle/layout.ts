import { type Account, type BundleStage, type EpochNumber, type Hash32, isAccount } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { folderOf } from '../../submissions/index.js';

/** A key of a validator's folder, taken apart. */
export type BundlePlace =
  | { readonly kind: 'index'; readonly hotkey: Account; readonly epoch: EpochNumber; readonly stage: BundleStage }
  | { readonly kind: 'part'; readonly hotkey: Account; readonly epoch: EpochNumber; readonly sha256: Hash32 };

const KEY =
  /^hotkey=([^/]{48})\/epoch=(0|[1-9][0-9]{0,9})\/(?:bundle=(observations|result)\.json|part=([0-9a-f]{64}))$/;
const EPOCH_MAX = 0xffffffff;
const SHOWN_MAX = 80;

/** The key of a place. */
export const formatBundleKey = (place: BundlePlace): string => {
  const name = place.kind === 'index' ? `bundle=${place.stage}.json` : `part=${place.sha256}`;
  return `${folderOf(place.hotkey, place.epoch)}${name}`;
};

/** Takes a key apart. A key has one spelling; nothing is decoded or resolved. Left says what was expected. */
export const parseBundleKey = (key: string): E.Either<string, BundlePlace> => {
  const [, hotkey, epochText, stage, sha256] = KEY.exec(key) ?? [];
  const epoch = Number(epochText) as EpochNumber;
  if (!isAccount(hotkey) || !(epoch <= EPOCH_MAX)) {
    const expected = 'hotkey=ADDRESS/epoch=NUMBER/ and bundle=observations.json, bundle=result.json or part=SHA256';
    return E.left(`expected ${expected}, got ${JSON.stringify(key.slice(0, SHOWN_MAX))}`);
  }
  return E.right(
    sha256 === undefined
      ? { kind: 'index', hotkey, epoch, stage: stage as BundleStage }
      : { kind: 'part', hotkey, epoch, sha256: sha256 as Hash32 },
  );
};
