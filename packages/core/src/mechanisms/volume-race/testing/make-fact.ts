import * as E from 'fp-ts/lib/Either.js';
import { formatPlace } from '../../../errors.js';
import { decodeFact } from '../../../event/decode.js';
import { encodeEvent } from '../../../event/encode.js';
import type { Fact } from '../../../event/index.js';

/** Everything of a fact beside its type and data. */
export interface Envelope {
  readonly netuid: number;
  readonly epoch: number;
  readonly block: number;
  readonly by?: string;
  readonly ix?: readonly [number, number];
}

/** Makes a fact and checks it as append would; throws a TypeError that names the field that is wrong. */
export const makeFact = (type: Fact['type'], envelope: Envelope, data: object): Fact => {
  const decoded = decodeFact(encodeEvent({ ...envelope, data, type, v: 1 } as unknown as Fact));
  if (E.isRight(decoded)) return decoded.right.event;
  const { at, code, expected, found } = decoded.left;
  throw new TypeError(`${type}: ${code} ${formatPlace(at)}: expected ${expected}, got ${found}`);
};
