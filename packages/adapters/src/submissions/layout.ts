import { type Account, type EpochNumber, type Hash32, isAccount } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';

/** A key of the layout, taken apart. */
export type Place =
  | {
      readonly kind: 'manifest';
      readonly hotkey: Account;
      readonly epoch: EpochNumber;
      /** The hash that is committed on chain: a corrected manifest is another object, so nothing has to be replaced. */
      readonly manifestSha256: Hash32;
    }
  | {
      readonly kind: 'file';
      readonly hotkey: Account;
      readonly epoch: EpochNumber;
      readonly zipcode: string;
      /** Name of the file: 1 to 128 letters, digits, dots, dashes and underscores; no dot in front. */
      readonly file: string;
    };

const EPOCH_MAX = 0xffffffff;
const KEY_MAX = 256;
const SHOWN_MAX = 40;
const MANIFEST = /^manifest=([0-9a-f]{64})\.json$/;
const ZIPCODE = /^[0-9]{5}$/;
const FILE = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;
const EPOCH = /^(0|[1-9][0-9]{0,9})$/;

/** The folder of one miner in one epoch, with the slash behind it. */
export const folderOf = (hotkey: Account, epoch: EpochNumber): string => `hotkey=${hotkey}/epoch=${epoch}/`;

/** The key of a place. Throws RangeError on a zipcode or file name that has no key. */
export const formatKey = (place: Place): string => {
  const folder = folderOf(place.hotkey, place.epoch);
  if (place.kind === 'manifest') return `${folder}manifest=${place.manifestSha256}.json`;
  if (!ZIPCODE.test(place.zipcode)) throw new RangeError('formatKey: expected a zipcode of 5 digits');
  if (!FILE.test(place.file))
    throw new RangeError('formatKey: expected a file name [A-Za-z0-9_-][A-Za-z0-9._-]{0,127}');
  return `${folder}zipcode=${place.zipcode}/${place.file}`;
};

const textAfter = (part: string | undefined, name: string): string | undefined =>
  part?.startsWith(`${name}=`) === true ? part.slice(name.length + 1) : undefined;

const refuse = (what: string, part: string | undefined): E.Either<string, never> => {
  const found = part === undefined ? 'nothing' : JSON.stringify(part.slice(0, SHOWN_MAX));
  return E.left(`expected ${what}, got ${found}`);
};

const parseInFolder = (hotkey: Account, epoch: EpochNumber, rest: readonly string[]): E.Either<string, Place> => {
  const [first, file] = rest;
  const [, manifestSha256] = MANIFEST.exec(first ?? '') ?? [];
  if (manifestSha256 !== undefined && rest.length === 1) {
    return E.right({ kind: 'manifest', hotkey, epoch, manifestSha256: manifestSha256 as Hash32 });
  }
  const zipcode = textAfter(first, 'zipcode');
  if (zipcode === undefined || !ZIPCODE.test(zipcode)) {
    return refuse('manifest=64 hex digits.json or zipcode=5 digits', first);
  }
  if (file === undefined || !FILE.test(file)) return refuse('a file name [A-Za-z0-9_-][A-Za-z0-9._-]{0,127}', file);
  if (rest.length > 2) return refuse('nothing behind the file name', rest[2]);
  return E.right({ kind: 'file', hotkey, epoch, zipcode, file });
};

/**
 * Takes a key apart. A key has one spelling: nothing is decoded, resolved, trimmed or made lower case, so `..`, `%2F`,
 * `epoch=07` and a second slash are refused. Answers what was expected where it stopped.
 */
export const parseKey = (key: string): E.Either<string, Place> => {
  if (key.length > KEY_MAX) return E.left(`expected at most ${KEY_MAX} characters, got ${key.length}`);
  const [first, second, ...rest] = key.split('/');
  const hotkey = textAfter(first, 'hotkey');
  if (!isAccount(hotkey)) return refuse('hotkey=SS58 address with prefix 42', first);
  const epoch = textAfter(second, 'epoch');
  if (epoch === undefined || !EPOCH.test(epoch) || Number(epoch) > EPOCH_MAX) return refuse('epoch=number', second);
  return parseInFolder(hotkey, Number(epoch) as EpochNumber, rest);
};
