import type { ApiPromise } from '@polkadot/api';
import type { SubmittableExtrinsic } from '@polkadot/api/types';
import { chainError } from './failure.js';
import { hexOf } from './plain.js';
import type { EncodedCall, WeightCall } from './port-weights.js';

type Extrinsic = SubmittableExtrinsic<'promise'>;

/** The runtime's name of a call, as its metadata has it, and what it takes, in order. */
const shapeOf = (call: WeightCall): readonly [name: string, args: readonly unknown[]] => {
  const { netuid, mecid } = call;
  const target = mecid === 0 ? [netuid] : [netuid, mecid];
  const of = (plain: string, ofMechanism: string): string => (mecid === 0 ? plain : ofMechanism);
  switch (call.kind) {
    case 'set':
      return [of('set_weights', 'set_mechanism_weights'), [...target, call.uids, call.values, call.versionKey]];
    case 'commit':
      return [of('commit_weights', 'commit_mechanism_weights'), [...target, `0x${call.hash}`]];
    case 'commit-timelocked':
      return [
        of('commit_timelocked_weights', 'commit_timelocked_mechanism_weights'),
        [...target, `0x${call.commit}`, call.round, call.commitRevealVersion],
      ];
    case 'reveal':
      return [
        of('reveal_weights', 'reveal_mechanism_weights'),
        [...target, call.uids, call.values, call.salt, call.versionKey],
      ];
  }
};

const camel = (name: string): string => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const U16_MAX = 0xffff;

// The client would take a number modulo 2^16 without a word.
const assertU16 = (name: string, list: readonly number[]): void => {
  const bad = list.find((one) => !Number.isSafeInteger(one) || one < 0 || one > U16_MAX);
  if (bad !== undefined) throw new RangeError(`${name}: expected integers 0..65535, got ${bad}`);
};

/** The extrinsic of a call, unsigned. Throws a RangeError on numbers that no u16 holds: a mistake of the caller. */
export const extrinsicOf = (
  api: ApiPromise,
  call: WeightCall,
): { readonly name: string; readonly extrinsic: Extrinsic } => {
  if (call.kind === 'set' || call.kind === 'reveal') {
    assertU16('uids', call.uids);
    assertU16('values', call.values);
  }
  if (call.kind === 'reveal') assertU16('salt', call.salt);
  const [name, args] = shapeOf(call);
  const make = api.tx['subtensorModule']?.[camel(name)];
  if (make === undefined) {
    const spec = api.runtimeVersion.specVersion.toString();
    throw chainError('refused', `the runtime ${spec} has no call ${name}`, { name: 'CallUnknown' });
  }
  return { name, extrinsic: make(...args) };
};

/** A call as bytes. */
export const encodeCall = (api: ApiPromise, call: WeightCall): EncodedCall => {
  const { name, extrinsic } = extrinsicOf(api, call);
  return { name, hex: hexOf(extrinsic.method), specVersion: api.runtimeVersion.specVersion.toNumber() };
};
