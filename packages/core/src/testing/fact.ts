import * as E from 'fp-ts/lib/Either.js';
import { formatPlace } from '../errors.js';
import { decodeFact } from '../event/decode.js';
import { encodeEvent } from '../event/encode.js';
import type { Fact } from '../event/index.js';
import type { Account, Block, EpochNumber, Hash32, NetUid, Uid } from '../ids.js';

type Brands = Account | Hash32 | Block | EpochNumber | NetUid | Uid;
/** A value as a test writes it: plain texts and numbers where the event has branded ones. */
export type Plain<T> = T extends Brands
  ? T extends string
    ? string
    : number
  : T extends readonly (infer A)[]
    ? readonly Plain<A>[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;

/** The fact of a type. */
export type FactOf<T extends Fact['type']> = Extract<Fact, { readonly type: T }>;

/** Everything of a fact beside its type and data. */
export interface Envelope {
  readonly netuid: number;
  readonly epoch: number;
  readonly block: number;
  readonly by?: string;
  readonly ix?: readonly [number, number];
}

/** Makes a fact of any type and checks it as append would. Throws a TypeError that names the field that is wrong. */
export const makeFact = <T extends Fact['type']>(
  type: T,
  envelope: Envelope,
  data: Plain<FactOf<T>['data']>,
): FactOf<T> => {
  const decoded = decodeFact(encodeEvent({ ...envelope, data, type, v: 1 } as unknown as Fact));
  if (E.isRight(decoded)) return decoded.right.event as FactOf<T>;
  const { at, code, expected, found } = decoded.left;
  throw new TypeError(`${type}: ${code} ${formatPlace(at)}: expected ${expected}, got ${found}`);
};

/** The line of a fact without signature, as it stands in a segment. */
export const lineOf = (fact: Fact): string => {
  const { sig: _, ...identity } = fact;
  return encodeEvent(identity as Fact);
};
