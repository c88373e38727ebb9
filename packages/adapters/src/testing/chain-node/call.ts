import type { AnyTuple, CallBase, Codec } from '@polkadot/types/types';

/** A signed call as the node takes it apart. */
export interface SignedCall {
  readonly signer: string;
  readonly nonce: number;
  readonly section: string;
  readonly method: string;
  readonly args: readonly Codec[];
  readonly argNames: readonly string[];
}

/** A call with who signed it. */
export const signedCall = (
  signer: string,
  nonce: number,
  { section, method, args, meta }: CallBase<AnyTuple>,
): SignedCall => ({ signer, nonce, section, method, args, argNames: meta.args.map(({ name }) => name.toString()) });

const MECHANISM_STRIDE = 4096;

/** Where a weight call goes. */
export interface Target {
  readonly netuid: number;
  readonly idx: number;
}

/** An argument by name; a call without it is a mistake of the caller. */
export const argOf = ({ args, argNames, method }: SignedCall, name: string): Codec => {
  const found = args[argNames.indexOf(name)];
  if (found === undefined) throw new TypeError(`${method} has no argument ${name}`);
  return found;
};

/** Subnet and storage index of a weight call. */
export const targetOf = (call: SignedCall): Target => {
  const netuid = Number(argOf(call, 'netuid').toString());
  const mecid = call.argNames.includes('mecid') ? Number(argOf(call, 'mecid').toString()) : 0;
  return { netuid, idx: mecid * MECHANISM_STRIDE + netuid };
};

/** A list of integers among the arguments. */
export const integersOf = (call: SignedCall, name: string): readonly number[] =>
  argOf(call, name).toJSON() as readonly number[];
